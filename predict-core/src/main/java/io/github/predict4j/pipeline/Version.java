package io.github.predict4j.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version as in Semantic Versioning 2.0.0: major.minor.patch, with an optional pre-release and build. */
record Version(int major, int minor, int patch, String suffix) {
    private static final int MAX_LENGTH = 100;
    private static final String PRE_IDENTIFIER = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
    private static final String PRE_RELEASE = "(?:-" + PRE_IDENTIFIER + "(?:\\." + PRE_IDENTIFIER + ")*)?";
    private static final String BUILD = "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?";
    private static final Pattern FORM =
            Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})(" + PRE_RELEASE + BUILD + ")");
    private static final Pattern RANGE =
            Pattern.compile("(0|[1-9]\\d{0,8})(?:\\.(0|[1-9]\\d{0,8}))?(?:\\.(0|[1-9]\\d{0,8}))?");

    static Version parse(String text) {
        Matcher m = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !m.matches()) {
            throw new IllegalArgumentException("a version must be MAJOR.MINOR.PATCH, found \"" + text + "\"");
        }
        return new Version(number(m.group(1)), number(m.group(2)), number(m.group(3)), m.group(4));
    }

    boolean satisfies(String range) {
        Matcher m = RANGE.matcher(range);
        if (!m.matches()) {
            throw new IllegalArgumentException("a version range must be 1, 1.2 or 1.2.3, found \"" + range + "\"");
        }
        int leastMinor = number(m.group(2));
        int leastPatch = number(m.group(3));
        boolean sameLine = major == number(m.group(1)) && (major > 0 || m.group(2) == null || minor == leastMinor);
        return sameLine
                && (minor > leastMinor || (minor == leastMinor && patch >= leastPatch))
                && !suffix.startsWith("-");
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + suffix;
    }
}
