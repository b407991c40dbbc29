package io.github.predict4j.http.cli;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What two bundles do not have in common. Each is laid out as places with a text; the texts are compared. */
final class Differences {
    private final Map<String, String> places = new LinkedHashMap<>();

    private Differences(Bundle bundle) {
        place("name", bundle.name());
        place("version", bundle.version());
        schema(bundle.pipeline().schema());
        pipeline(bundle);
        if (bundle.output() != null) {
            output(bundle.output());
        }
        if (bundle.model() != null) {
            place("model/shape", Description.shape(bundle.model()));
        }
        for (Metric metric : bundle.metrics()) {
            place("metrics/" + metric.name() + "/" + metric.split(), metric.value() + " (" + metric.rows() + " rows)");
        }
        bundle.provenance().entries().forEach((key, text) -> place("provenance/" + key, text));
        bundle.annotations().forEach((key, text) -> place("annotations/" + key, text));
    }

    /** One line a difference; none if there is none. */
    static List<String> between(Bundle a, Bundle b) {
        Map<String, String> left = new Differences(a).places;
        Map<String, String> right = new Differences(b).places;
        List<String> lines = new ArrayList<>();
        Set<String> all = new LinkedHashSet<>(left.keySet());
        all.addAll(right.keySet());
        for (String place : all) {
            String was = left.get(place);
            String is = right.get(place);
            if (was == null || is == null) {
                lines.add((was == null ? "+ " : "- ") + place + ": " + (was == null ? is : was));
            } else if (!was.equals(is)) {
                lines.add("~ " + place + ": " + was + " -> " + is);
            }
        }
        boolean sameShape = lines.stream().noneMatch(line -> line.startsWith("model/shape", 2));
        if (sameShape && !sameNumbers(a.model(), b.model())) {
            lines.add("~ model/numbers: of the same shape, but not the same");
        }
        return lines;
    }

    private void place(String place, String text) {
        places.put(place, text);
    }

    private void schema(Schema schema) {
        place("schema/extra", schema.extra().name());
        place("schema/order", String.join(", ", schema.names()));
        for (Field field : schema.fields()) {
            String at = "schema/fields/" + field.name();
            place(at, field.type() + (field.zone() == null ? "" : " in " + field.zone()));
            place(at + "/missing", field.missing().name());
            place(at + "/invalid", field.invalid().name());
            place(at + "/range", "[" + field.min() + ", " + field.max() + "]");
            if (field.categories() != null) {
                place(at + "/categories", String.join(", ", field.categories()));
            }
            place(at + "/unit", field.unit());
            place(at + "/description", field.description());
            place(at + "/example", field.example());
            place(at + "/personal", Boolean.toString(field.isPersonal()));
        }
    }

    private void pipeline(Bundle bundle) {
        place("pipeline/name", bundle.pipeline().name());
        place("pipeline/version", bundle.pipeline().version());
        place("pipeline/fingerprint", bundle.pipeline().fingerprint());
        place("pipeline/features", String.join(", ", bundle.pipeline().features()));
        int number = 0;
        for (Transformer step : bundle.pipeline().steps()) {
            String at = "pipeline/steps/" + number++;
            place(at, step.type().toString());
            State state = step.state();
            state.keys().forEach(key -> place(at + "/" + key, only(state, key)));
        }
    }

    /** One value of a state as text; of a long one also its digest, because the text leaves out what is in the middle. */
    private static String only(State state, String key) {
        State alone = state;
        for (String other : state.keys()) {
            alone = other.equals(key) ? alone : alone.without(other);
        }
        String text = alone.toString();
        String value = text.substring(key.length() + "{: ".length(), text.length() - 1);
        return value.contains("…")
                ? value + " SHA-256 " + sha256(alone.toBytes()).substring(0, 16)
                : value;
    }

    private void output(OutputSchema output) {
        place("output/task", output.task().name());
        place("output/target", output.target());
        place("output/labels", String.join(", ", output.labels()));
        place("output/unit", output.unit());
        place("output/probability", output.probability());
    }

    private static boolean sameNumbers(@Nullable Model a, @Nullable Model b) {
        if (a instanceof LinearModel x && b instanceof LinearModel y) {
            return Arrays.equals(x.weights(), y.weights()) && Arrays.equals(x.biases(), y.biases());
        }
        if (a instanceof TreeEnsemble x && b instanceof TreeEnsemble y) {
            return Arrays.equals(x.treeWeights(), y.treeWeights())
                    && Arrays.equals(x.baseValues(), y.baseValues())
                    && columns(x.trees()).equals(columns(y.trees()));
        }
        return a == null && b == null;
    }

    private static List<Object> columns(Trees trees) {
        return List.of(
                trees.roots(),
                trees.treeOutputs(),
                trees.splitFeatures(),
                trees.thresholds(),
                trees.left(),
                trees.right(),
                trees.flags(),
                trees.categoryStarts(),
                trees.categoryWords(),
                trees.leafValues());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
