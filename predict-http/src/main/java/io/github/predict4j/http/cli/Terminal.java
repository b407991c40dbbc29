package io.github.predict4j.http.cli;

import java.util.regex.Pattern;

/** Text on its way to a terminal. */
final class Terminal {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private Terminal() {}

    /** The text without control characters: a file may come from a stranger, and no escape sequence of its gets out. */
    static String printable(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
