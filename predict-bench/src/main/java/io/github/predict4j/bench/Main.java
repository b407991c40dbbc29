package io.github.predict4j.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The entry of {@code benchmarks.jar}, to be started where the repository is: {@code guard}, {@code guard --record}, or
 * whatever JMH's command line takes ({@code -h} lists it).
 */
public final class Main {
    private static final Path GUARD = Path.of("predict-bench", "guard.json");

    private Main() {}

    /** Ends with 1 if the guard finds a figure over its limit. */
    public static void main(String[] args) throws Exception {
        List<String> arguments = Arrays.asList(args);
        switch (arguments.isEmpty() ? "" : arguments.get(0)) {
            case "guard" -> System.exit(guard(arguments.subList(1, arguments.size())));
            default -> org.openjdk.jmh.Main.main(args);
        }
    }

    private static int guard(List<String> arguments) throws Exception {
        if (arguments.isEmpty()) {
            return Guard.run(GUARD, System.out) ? 0 : 1;
        }
        if (arguments.equals(List.of("--record"))) {
            Guard.record(GUARD, System.out);
            return 0;
        }
        System.err.println("guard takes nothing or --record, found " + arguments);
        return 2;
    }
}
