package io.github.predict4j.http.server;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of two versions is the newer one. */
final class Versions {
    /**
     * Oldest first: numbers in versions are compared as numbers ({@code v9} before {@code v10}), other text by code point,
     * and {@code 1.0.0-rc1} comes before {@code 1.0.0}.
     */
    static final Comparator<String> ORDER = Versions::compare;

    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

    private Versions() {}

    private static int compare(String a, String b) {
        List<String> as = parts(a);
        List<String> bs = parts(b);
        for (int i = 0; i < Math.min(as.size(), bs.size()); i++) {
            int order = comparePart(as.get(i), bs.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (as.size() == bs.size()) {
            return a.compareTo(b); // 1.0 and 1.00: any order, but always the same
        }
        boolean shorter = as.size() < bs.size();
        boolean preview =
                (shorter ? bs : as).get(Math.min(as.size(), bs.size())).startsWith("-");
        return shorter == preview ? 1 : -1;
    }

    private static int comparePart(String a, String b) {
        boolean numbers = digit(a) && digit(b);
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static boolean digit(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }

    private static List<String> parts(String version) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(version);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return parts;
    }
}
