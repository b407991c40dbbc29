package io.github.predict4j.bench;

import java.util.Arrays;

/** The entry of {@code benchmarks.jar}: {@code guard}, or whatever JMH's command line takes ({@code -h} lists it). */
public final class Main {
    private Main() {}

    /** Ends with 1 if the guard finds a figure over its limit. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("guard")) {
            requireNoMore(args);
            System.exit(Guard.run(System.out) ? 0 : 1);
        }
        org.openjdk.jmh.Main.main(args);
    }

    private static void requireNoMore(String[] args) {
        if (args.length > 1) {
            System.err.println(
                    "guard takes no arguments, found " + Arrays.asList(args).subList(1, args.length));
            System.exit(2);
        }
    }
}
