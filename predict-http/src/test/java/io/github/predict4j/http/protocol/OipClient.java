package io.github.predict4j.http.protocol;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.model.TreesBuilder;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Invalid;
import io.github.predict4j.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks one model without a server. */
final class OipClient {
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_ROWS = 1000;

    private final OipStatistics statistics = new OipStatistics(System::nanoTime, System::currentTimeMillis);
    private final OipProtocol protocol = new OipProtocol(MAX_BYTES, statistics);
    private final ServedModel model;

    OipClient(Bundle bundle) {
        this.model = new ServedModel(bundle, MAX_ROWS, MAX_BYTES);
    }

    ServedModel model() {
        return model;
    }

    OipStatistics statistics() {
        return statistics;
    }

    Answer ask(byte[] body, @Nullable String jsonLength) throws RefusedException {
        Map<String, String> header =
                jsonLength == null ? Map.of() : Map.of("inference-header-content-length", jsonLength);
        RequestHead head = Heads.of(header, Map.of());
        return protocol.answer(model, new Request(head, body, body.length));
    }

    /** The answer to JSON. */
    String infer(String json) {
        try {
            return text(ask(json.getBytes(StandardCharsets.UTF_8), null));
        } catch (RefusedException e) {
            throw new AssertionError(e.problem().toString(), e);
        }
    }

    /** Status and text of the refusal of JSON. */
    String refusal(String json) {
        return refusal(json.getBytes(StandardCharsets.UTF_8), null);
    }

    String refusal(byte[] body, @Nullable String jsonLength) {
        try {
            return "answered: " + text(ask(body, jsonLength));
        } catch (RefusedException e) {
            return refusal(e);
        }
    }

    /** Status and text as a client sees them. */
    String error(String json) {
        try {
            return "answered: " + text(ask(json.getBytes(StandardCharsets.UTF_8), null));
        } catch (RefusedException e) {
            Answer answer = Wording.ERROR.refusal(e.problem(), "");
            return answer.status() + " "
                    + text(answer).replaceAll("^.\"error\":\"|\"}$", "").replace("\\\"", "\"");
        }
    }

    private static String refusal(RefusedException e) {
        return e.problem().status() + " " + e.problem().detail();
    }

    static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** x itself. */
    static Bundle identity() {
        LinearModel itself = LinearModel.of(new double[] {1}, new double[] {0}, PostTransform.NONE);
        return bundle("identity", Schema.of(Field.number("x")), itself);
    }

    /** 2 for x in (5, 10], else 1; a greater x is taken for missing. */
    static Bundle lenient() {
        Schema schema = Schema.of(Field.number("x").range(0, 10).optional().invalid(Invalid.AS_MISSING));
        return bundle("lenient", schema, sum(new double[] {5}, new double[] {1}));
    }

    /**
     * A field of every kind. The sum of 100000 for n above 0.25, 10000 for i above 254, 1000 for f, 100 for röd, 10 for a
     * day after 1970-01-02, and 1 for a moment more than two seconds after 1970 began.
     */
    static Bundle kinds() {
        Schema schema = Schema.of(
                Field.number("n").optional(),
                Field.integer("i"),
                Field.bool("f"),
                Field.category("c").oneOf("blue", "röd"),
                Field.date("d"),
                Field.instant("t", ZoneOffset.UTC).optional());
        double[] thresholds = {0.25, 254, 0.5, 0.5, 1.5, 2.5};
        return bundle("kinds", schema, sum(thresholds, new double[] {100000, 10000, 1000, 100, 10, 1}));
    }

    /** For each feature a tree: 0 up to its threshold and if missing, else the value. */
    private static Model sum(double[] thresholds, double[] values) {
        TreesBuilder trees = Trees.builder(thresholds.length, 1);
        for (int i = 0; i < thresholds.length; i++) {
            trees.startTree(0).split(i, thresholds[i]).leaf(0).leaf(values[i]);
        }
        return TreeEnsemble.builder(trees.build(), Aggregation.SUM)
                .acceptMissing()
                .build();
    }

    private static Bundle bundle(String name, Schema schema, Model model) {
        FeaturePipeline pipeline = FeaturePipeline.of(name + "-features", "1.0.0", schema, List.of(), null);
        return Bundle.builder(name, "1.0.0", pipeline)
                .model(model, OutputSchema.regression("y", ""))
                .build();
    }
}
