package io.github.predict4j.http.cli;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.BundleException;
import io.github.predict4j.bundle.Distribution;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.bundle.Statistics;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A bundle described for people, as lines. */
final class Description {
    /** How many of the most frequent categories are shown. */
    private static final int FREQUENT = 5;

    private final List<String> lines = new ArrayList<>();
    private final Bundle bundle;

    private Description(Bundle bundle) {
        this.bundle = bundle;
    }

    static List<String> of(Bundle bundle) throws BundleException {
        Description description = new Description(bundle);
        description.identity();
        description.input();
        description.steps();
        description.model();
        description.figures();
        description.statistics();
        return description.lines;
    }

    private void identity() {
        FeaturePipeline pipeline = bundle.pipeline();
        line("name         " + bundle.name());
        line("version      " + bundle.version());
        line("id           " + bundle.id());
        line("pipeline     " + pipeline.name() + " " + pipeline.version());
        line("fingerprint  " + pipeline.fingerprint());
        line("written by   "
                + bundle.writer().entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", ")));
        line("golden rows  " + bundle.goldenRows().size());
    }

    private void input() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"field", "type", "missing", "required", "unit", "data", "description"});
        for (Field field : bundle.pipeline().schema().fields()) {
            rows.add(new String[] {
                field.name(),
                field.type().name(),
                field.missing() == Missing.REJECT ? "refused" : "allowed",
                field.required(),
                field.unit(),
                field.isPersonal() ? "personal" : "",
                field.description()
            });
        }
        section("input (other fields: " + bundle.pipeline().schema().extra() + ")");
        table(rows);
    }

    private void steps() {
        section("steps");
        List<String[]> rows = new ArrayList<>();
        for (Transformer step : bundle.pipeline().steps()) {
            rows.add(new String[] {
                step.type().toString(),
                String.join(", ", step.inputs()) + " -> " + String.join(", ", step.outputs()),
                step.state().toString()
            });
        }
        if (rows.isEmpty()) {
            rows.add(new String[] {"none"});
        }
        table(rows);
        notes();
        section("features (" + bundle.pipeline().features().size() + ")");
        line("  " + String.join(", ", bundle.pipeline().features()));
    }

    /** What a step has to say about what it learned. */
    private void notes() {
        List<String[]> notes = new ArrayList<>();
        for (Transformer step : bundle.pipeline().steps()) {
            step.notes().forEach(note -> notes.add(new String[] {step.type().toString(), note}));
        }
        if (!notes.isEmpty()) {
            section("notes");
            table(notes);
        }
    }

    private void model() {
        Model model = bundle.model();
        OutputSchema output = bundle.output();
        section("model");
        if (model == null || output == null) {
            line("  none: a pipeline alone");
            return;
        }
        line("  " + shape(model));
        line("  predicts " + output.target() + meaning(output));
        if (!output.probability().isEmpty()) {
            line("  probability: " + output.probability());
        }
    }

    /** What a model is, in one line. */
    static String shape(Model model) {
        if (model instanceof TreeEnsemble ensemble) {
            return ensemble.describe();
        }
        return model instanceof LinearModel linear ? linear.describe() : model.toString();
    }

    private static String meaning(OutputSchema output) {
        if (output.task() == Task.CLASSIFICATION) {
            return ", one of " + String.join(", ", output.labels());
        }
        return output.unit().isEmpty() ? "" : " in " + output.unit();
    }

    private void figures() {
        section("metrics");
        List<String[]> metrics = new ArrayList<>();
        for (Metric metric : bundle.metrics()) {
            metrics.add(new String[] {
                metric.name(), Double.toString(metric.value()), metric.split(), metric.rows() + " rows"
            });
        }
        tableOrNone(metrics);
        section("provenance");
        List<String[]> origin = new ArrayList<>();
        bundle.provenance().entries().forEach((name, text) -> origin.add(new String[] {name, text}));
        tableOrNone(origin);
        if (!bundle.annotations().isEmpty()) {
            section("annotations");
            List<String[]> notes = new ArrayList<>();
            bundle.annotations().forEach((name, text) -> notes.add(new String[] {name, text}));
            table(notes);
        }
    }

    private void statistics() throws BundleException {
        Statistics statistics = bundle.statistics();
        section("training part" + (statistics == null ? "" : " (" + statistics.rows() + " rows)"));
        List<String[]> rows = new ArrayList<>();
        if (statistics != null) {
            rows.add(new String[] {"field", "count", "missing", "min", "mean", "max", "sd", "most frequent"});
            statistics.fields().forEach(f -> rows.add(distribution(f.name(), f.distribution())));
            if (statistics.prediction() != null) {
                rows.add(distribution("(predicted)", statistics.prediction()));
            }
        }
        tableOrNone(rows);
    }

    private static String[] distribution(String name, Distribution values) {
        String count = Long.toString(values.count());
        String missing = Long.toString(values.missing());
        if (values instanceof Distribution.Numbers n) {
            return new String[] {name, count, missing, few(n.min()), few(n.mean()), few(n.max()), few(n.sd()), ""};
        }
        List<String> top = ((Distribution.Categories) values).categories();
        String frequent = IntStream.range(0, Math.min(FREQUENT, top.size()))
                .mapToObj(i -> top.get(i) + " (" + values.counts().get(i) + ")")
                .collect(Collectors.joining(", "));
        return new String[] {name, count, missing, "", "", "", "", frequent};
    }

    private static String few(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private void section(String title) {
        line("");
        line(title);
    }

    private void tableOrNone(List<String[]> rows) {
        if (rows.isEmpty()) {
            line("  none");
        }
        table(rows);
    }

    /** Columns as wide as their longest cell; each is printed without control characters. */
    private void table(List<String[]> rows) {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] width = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Terminal.printable(row[i]);
                width[i] = Math.max(width[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append("  ").append(row[i]).append(" ".repeat(width[i] - row[i].length()));
            }
            lines.add(line.toString().stripTrailing());
        }
    }

    private void line(String text) {
        lines.add(Terminal.printable(text));
    }
}
