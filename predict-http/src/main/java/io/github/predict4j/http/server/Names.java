package io.github.predict4j.http.server;

/**
 * Names and versions of models on the wire: a letter or digit, then letters, digits and {@code . _ -}; 128 characters at
 * most. So no name has to be encoded in a path.
 */
final class Names {
    private static final int MOST = 128;

    /** Would be two things in {@code /v2/models/stats}. */
    private static final String RESERVED = "stats";

    private Names() {}

    /** Where the name that starts at an index ends, or -1 if none does. */
    static int end(String text, int from) {
        int end = from;
        while (end < text.length() && (alphanumeric(text.charAt(end)) || "._-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end > from && end - from <= MOST && alphanumeric(text.charAt(from)) ? end : -1;
    }

    /** Whether it is a name, and a free one. */
    static boolean valid(String name) {
        return end(name, 0) == name.length() && !name.equals(RESERVED);
    }

    /**
     * The name itself.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String require(String name) {
        if (!valid(name)) {
            throw new IllegalArgumentException("a served model's name must be a letter or digit, then letters, digits,"
                    + " . _ -, at most " + MOST + " characters, and not \"" + RESERVED + "\", found \"" + name + "\"");
        }
        return name;
    }

    private static boolean alphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
