package io.github.predict4j.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The entry of {@code benchmarks.jar}, to be started where the repository is: {@code guard}, {@code guard --record},
 * {@code report}, {@code report --peers}, or whatever JMH's command line takes ({@code -h} lists it).
 */
public final class Main {
    private static final Path GUARD = Path.of("predict-bench", "guard.json");
    private static final Path REPORTS = Path.of("docs", "benchmarks");
    private static final Path PEERS = Path.of("predict-bench", "peers", "target", "results");

    private Main() {}

    /** Ends with 1 if the guard finds a figure over its limit. */
    public static void main(String[] args) throws Exception {
        List<String> arguments = Arrays.asList(args);
        switch (arguments.isEmpty() ? "" : arguments.get(0)) {
            case "guard" -> System.exit(guard(arguments.subList(1, arguments.size())));
            case "report" -> System.exit(report(arguments.subList(1, arguments.size())));
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
        return refuse("guard takes nothing or --record, found " + arguments);
    }

    private static int report(List<String> arguments) throws Exception {
        Report report = new Report(REPORTS);
        if (arguments.equals(List.of("--peers"))) {
            report.addPeers(PEERS);
        } else if (arguments.isEmpty()) {
            report.measure(TimeValue.seconds(1), System.out);
        } else if (arguments.size() == 2 && arguments.get(0).equals("--milliseconds")) {
            report.measure(TimeValue.milliseconds(Long.parseLong(arguments.get(1))), System.out);
        } else {
            return refuse("report takes nothing, --peers, or --milliseconds and the time of an iteration, found "
                    + arguments);
        }
        return 0;
    }

    private static int refuse(String message) {
        System.err.println(message);
        return 2;
    }
}
