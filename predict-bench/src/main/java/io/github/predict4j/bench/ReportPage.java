package io.github.predict4j.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.predict4j.bench.Contest.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a {@link ReportFile} as Markdown. */
final class ReportPage {
    private final ReportFile file;
    private final Figures figures;
    private final Contest oneRow;
    private final Contest batch;
    private final Contest peersOneRow;
    private final Contest peersBatch;
    private final StringBuilder page = new StringBuilder();

    private ReportPage(ReportFile file) {
        this.file = file;
        this.figures = Figures.of(file.jmh());
        this.oneRow = Contest.of("One row, kernels", figures, benchmarks("SingleRowBenchmark", true));
        this.batch = Contest.of("A row of a batch of 1,000, kernels", figures, benchmarks("BatchBenchmark", false));
        this.peersOneRow = peers("One row, other engines", "one");
        this.peersBatch = peers("A row of a batch of 1,000, other engines", "batch");
    }

    /** Returns the whole report. */
    static String markdown(ReportFile file) {
        return new ReportPage(file).write();
    }

    /** Returns the best contest to show as a chart: with other engines if they were measured. */
    static Contest chart(ReportFile file) {
        ReportPage page = new ReportPage(file);
        return page.peersOneRow.times().isEmpty() ? page.oneRow : page.peersOneRow;
    }

    /** Returns what the page of all benchmarks shows of it. */
    static String summary(ReportFile file) {
        ReportPage page = new ReportPage(file);
        page.line(
                "Measured on %s, %s: [the whole report](%s.md), [raw](%s.json).",
                file.date(), file.machine().summary(), file.name(), file.name());
        page.line("");
        page.line("![%s](%s.svg)", chart(file).title(), file.name());
        page.line("");
        page.table(page.oneRow);
        page.table(page.batch);
        return page.page.toString().stripTrailing();
    }

    private static Map<String, String> benchmarks(String type, boolean tribuo) {
        Map<String, String> benchmarks = new LinkedHashMap<>();
        benchmarks.put(Contest.OURS, type + ".chosen[%s]");
        benchmarks.put("plain branches over arrays", type + ".plain[%s]");
        if (tribuo) {
            benchmarks.put("Tribuo 4.3.2", "TribuoBenchmark.predict[%s]");
        }
        return benchmarks;
    }

    /** What the engines are called is in their parity lines. */
    private Contest peers(String title, String method) {
        Map<String, String> benchmarks = new LinkedHashMap<>();
        benchmarks.put(Contest.OURS, ""); // comes first
        for (Parity line : file.parity()) {
            benchmarks.put(line.title(), String.format("PeerBenchmark.%s[%s,%%s]", method, line.engine()));
        }
        return Contest.of(title, Figures.of(file.peers()), benchmarks);
    }

    private String write() {
        line("# Benchmarks, %s, %s", file.date(), file.machine().cpu());
        line("");
        environment();
        line("![%s](%s.svg)", chart(file).title(), file.name());
        line("");
        line("Times are nanoseconds; behind ± is half of the 99.9 %% confidence interval over the iterations of one");
        line(
                "process, in brackets what a call allocates, in bytes. [What A to C500 are](README.md#the-ensembles). A dash:");
        line(
                "Tribuo has not trained it, XGBoost cannot say it, or it is not written for that engine (LightGBM and JPMML:");
        line("one output; JPMML: B2 is too large as objects).");
        line("");
        Stream.of(oneRow, batch, peersOneRow, peersBatch).forEach(this::section);
        parity();
        others();
        losses();
        return page.toString();
    }

    private void environment() {
        JsonNode run = file.jmh().path(0);
        line(
                "- CPU: %s, %d cores; %s",
                file.machine().cpu(), file.machine().cores(), file.machine().system());
        line("- JVM: %s; flags: %s", file.machine().jvm(), flags(run));
        line(
                "- JMH %s: %s processes a benchmark, %s iterations of %s after %s of %s",
                run.path("jmhVersion").asText(),
                run.path("forks").asText(),
                run.path("measurementIterations").asText(),
                run.path("measurementTime").asText(),
                run.path("warmupIterations").asText(),
                run.path("warmupTime").asText());
        line(
                "- command: `java -jar predict-bench/target/benchmarks.jar report` (%d s), and `predict-bench/peers/run`",
                file.seconds());
        line("  for other engines; [raw figures](%s.json)", file.name());
        line("");
    }

    private static String flags(JsonNode run) {
        List<String> flags = new ArrayList<>();
        run.path("jvmArgs").forEach(flag -> flags.add(flag.asText()));
        flags.removeIf(flag -> flag.startsWith("-D"));
        return flags.isEmpty() ? "none" : String.join(" ", flags);
    }

    private void section(Contest contest) {
        if (!contest.times().isEmpty()) {
            line("## %s", contest.title());
            line("");
            table(contest);
        }
    }

    private void table(Contest contest) {
        line("| %s, ns | A | B1 | B2 | C100 | C500 |", contest.title());
        line("|---|---|---|---|---|---|");
        contest.times().forEach((engine, row) -> {
            StringBuilder cells = new StringBuilder("| ").append(engine).append(" |");
            for (Shapes shape : Shapes.values()) {
                Figure figure = row.get(shape);
                cells.append(figure == null ? " - |" : " " + cell(figure) + " |");
            }
            line("%s", cells);
        });
        line("");
    }

    private void parity() {
        if (file.parity().isEmpty()) {
            return;
        }
        line("## Parity");
        line("");
        line(
                "How far the answers are from ours, which are the definition. Engines that answer in floats are compared with");
        line("ours rounded to a float; sums are those of the leaves, before the logistic function.");
        line("");
        line("| engine | shape | rows | other bits | other class | farthest | relative | other sums |");
        line("|---|---|---|---|---|---|---|---|");
        for (Parity line : file.parity()) {
            if (line.title().equals(Contest.OURS)) {
                continue;
            }
            line(
                    "| %s | %s | %d | %s | %d | %.2g | %.2g | %s |",
                    line.title(),
                    line.shape(),
                    line.rows(),
                    line.different() == 0 ? "none" : line.different(),
                    line.otherClass(),
                    line.farthest(),
                    line.relative(),
                    line.otherSums() < 0 ? "-" : line.otherSums());
        }
        line("");
    }

    private void others() {
        line("## Around the kernel");
        line("");
        line("| benchmark | time | bytes |");
        line("|---|---|---|");
        for (Figure figure : figures.all()) {
            if (!figure.name().matches("(SingleRow|Batch|Tribuo)Benchmark.*")) {
                line(
                        "| `%s` | %s ± %s %s | %s |",
                        figure.name(),
                        number(figure.score()),
                        number(figure.error()),
                        figure.unit().replace("/op", ""),
                        number(figure.bytes()));
            }
        }
        line("");
    }

    private void losses() {
        line("## Where we lose");
        line("");
        List<Loss> losses = Stream.of(oneRow, batch, peersOneRow, peersBatch)
                .flatMap(contest -> contest.losses().stream())
                .toList();
        if (losses.isEmpty()) {
            line("In no table above; what was not measured is not said.");
        }
        for (Loss loss : losses) {
            line(
                    "- %s, %s: %s takes %s ns, we take %s ns.",
                    loss.title(), loss.shape(), loss.engine(), number(loss.theirs()), number(loss.ours()));
        }
    }

    private static String cell(Figure figure) {
        String time = number(figure.score()) + " ± " + number(figure.error());
        return figure.bytes() < 1 || Double.isNaN(figure.bytes()) ? time : time + " [" + number(figure.bytes()) + "]";
    }

    /** A figure with about three digits; a dash where there is none. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    private void line(String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
