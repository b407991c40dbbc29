package io.github.predict4j.http.server;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path with places for a model's name and version: {@code /v1/models/{model}/versions/{version}:predict}. Names have
 * neither slash nor colon, so a path matches in one way or not at all.
 */
final class Template {
    private static final String MODEL = "{model}";
    private static final String VERSION = "{version}";
    private static final Pattern PLACE = Pattern.compile("(?<=})|(?=\\{)");

    private final String text;
    private final List<String> parts;

    /** A template; without a place it is one exact path. */
    Template(String text) {
        this.text = text;
        this.parts = List.of(PLACE.split(text));
    }

    /** Whether it is one exact path. */
    boolean exact() {
        return parts.size() == 1;
    }

    /** What the path names, or {@code null} if it is not of this form. */
    @Nullable
    Target match(String path) {
        String name = "";
        String version = "";
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            int end = part.charAt(0) == '{' ? Names.end(path, at) : literal(part, path, at);
            if (end < 0) {
                return null;
            }
            if (part.equals(MODEL)) {
                name = path.substring(at, end);
            } else if (part.equals(VERSION)) {
                version = path.substring(at, end);
            }
            at = end;
        }
        return at == path.length() ? new Target(name, version) : null;
    }

    private static int literal(String part, String path, int at) {
        return path.startsWith(part, at) ? at + part.length() : -1;
    }

    /** The template with and without {@code [...]}, which may be there once. */
    static List<String> optional(String text) {
        int open = text.indexOf('[');
        int close = text.indexOf(']');
        List<String> both = new ArrayList<>();
        if (open < 0) {
            both.add(text);
        } else {
            both.add(text.substring(0, open) + text.substring(close + 1));
            both.add(text.substring(0, open) + text.substring(open + 1, close) + text.substring(close + 1));
        }
        return both;
    }

    @Override
    public String toString() {
        return text;
    }
}
