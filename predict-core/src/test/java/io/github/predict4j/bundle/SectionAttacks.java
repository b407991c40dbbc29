package io.github.predict4j.bundle;

import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.SchemaState;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import io.github.predict4j.teststep.Centre;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Attacks inside the sections, behind right digests: lines 11, 12 and 15 to 17 of the list of
 * defences. */
final class SectionAttacks {
    private static final byte[] TREE = SampleBundles.tree().toBytes();

    private final List<Attack> attacks = new ArrayList<>();

    static List<Attack> all() {
        SectionAttacks all = new SectionAttacks();
        all.counts();
        all.encoding();
        all.limits();
        all.schema();
        all.steps();
        all.crossReferences();
        all.goldenRows();
        all.training();
        return all.attacks;
    }

    private void counts() {
        for (int tag = 5; tag <= 12; tag++) {
            for (int count : new int[] {1 << 20, Integer.MAX_VALUE, -1}) {
                ByteBuffer state = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
                state.putInt(1).putInt(1).put((byte) 'x').put((byte) tag).putInt(count);
                raw("11 tag " + tag + " of " + count + " items", state.array(), "at byte", "items of at least");
            }
        }
        ByteBuffer entries = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        raw("11 2^31 - 1 entries", entries.putInt(Integer.MAX_VALUE).array(), "at byte 4", "items of at least");
        raw("11 no bytes", new byte[0], "at byte 0");
    }

    private void encoding() {
        raw("11 unknown tag", bytes(1, 0, 0, 0, 1, 0, 0, 0, 'x', 13), "a tag from 1 to 12");
        raw("11 bytes after the state", bytes(0, 0, 0, 0, 7), "the end");
        raw("11 keys out of order", bytes(2, 0, 0, 0, 1, 0, 0, 0, 'b', 1, 1, 0, 0, 0, 'a', 1), "ascending order");
        raw("11 key twice", bytes(2, 0, 0, 0, 1, 0, 0, 0, 'a', 1, 1, 0, 0, 0, 'a', 1), "ascending order");
        raw("11 no UTF-8", bytes(1, 0, 0, 0, 2, 0, 0, 0, 0xC0, 0x80, 1), "UTF-8");
        raw("11 surrogate in UTF-8", bytes(1, 0, 0, 0, 3, 0, 0, 0, 0xED, 0xA0, 0x80, 1), "UTF-8");
        raw("11 another NaN", bytes(1, 0, 0, 0, 1, 0, 0, 0, 'x', 4, 1, 0, 0, 0, 0, 0, 0xF8, 0x7F), "NaN");
        raw("11 another NaN in an array", nans(), "NaN");
        raw("11 17 levels", deep(), "16 levels");
    }

    /** The numbers 1 and a NaN with a sign. */
    private static byte[] nans() {
        return bytes(
                1, 0, 0, 0, 1, 0, 0, 0, 'x', 9, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0xF8, 0xFF);
    }

    private static byte[] deep() {
        ByteBuffer state = ByteBuffer.allocate(17 * 10 + 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int level = 0; level < 17; level++) {
            state.putInt(1).putInt(1).put((byte) 'x').put((byte) 11);
        }
        return state.array();
    }

    private void limits() {
        String longText = "x".repeat((16 << 10) + 1);
        State text = State.builder().put("unit", longText).build();
        limit("12 text", field(0, text), "textBytes", "16384", "16385");
        limit(
                "12 key",
                state -> State.builder().putAll(state).put(longText, true).build(),
                "textBytes",
                "16385");
        State many =
                State.builder().put("x", Collections.nCopies(2_000_001, "")).build();
        limit("12 values", state -> many, "values", "2000000");
        State nested = State.builder()
                .putStates(
                        "x",
                        Collections.nCopies(
                                1_000_001, State.builder().put("", true).build()))
                .build();
        limit("12 values of states", state -> nested, "values", "2000000");
        State fields = State.builder()
                .putStates(
                        "fields", Collections.nCopies(100_001, State.builder().build()))
                .build();
        limit("12 fields", state -> BundleForge.with(state, fields), "fields", "100000", "100001");
        over(
                "12 steps",
                "pipeline",
                State.builder()
                        .putStates(
                                "steps",
                                Collections.nCopies(10_001, State.builder().build())),
                "steps",
                "10000",
                "10001");
        over(
                "12 golden rows",
                "golden_rows",
                State.builder()
                        .putStates(
                                "rows",
                                Collections.nCopies(1_001, State.builder().build())),
                "goldenRows",
                "1000",
                "1001");
        over("12 trees", "model", State.builder().put("roots", new int[100_001]), "trees", "100000", "100001");
        over("12 inputs", "model", State.builder().put("inputs", 100_001L), "fields", "100000", "100001");
        over("12 outputs", "model", State.builder().put("outputs", 1_000_001L), "categories", "1000000");
    }

    private void schema() {
        for (String text : List.of("name", "type", "missing", "invalid", "unit", "description", "example")) {
            schema("15 field without " + text, state -> changed(state, "fields", 0, f -> f.without(text)), text);
        }
        schema(
                "15 unknown type",
                field(0, State.builder().put("type", "COMPLEX").build()),
                "COMPLEX");
        schema("15 unknown key", field(0, State.builder().put("regex", "x").build()), "\"regex\"");
        schema("15 min above max", field(0, State.builder().put("min", 61.0).build()), "min <= max", "61.0");
        schema("15 bound NaN", field(0, State.builder().put("min", Double.NaN).build()), "NaN");
        schema(
                "15 bounds of a flag",
                field(3, State.builder().put("min", 0.0).put("max", 1.0).build()),
                "range");
        schema("15 field twice", field(1, State.builder().put("name", "temp").build()), "\"temp\" twice");
        schema("15 category twice", categories("a", "a"), "distinct and sorted");
        schema("15 categories not sorted", categories("b", "a"), "distinct and sorted");
        schema(
                "15 categories of a number",
                field(0, State.builder().put("categories", List.of()).build()),
                "dictionary");
        schema(
                "15 category without dictionary",
                state -> changed(state, "fields", 2, f -> f.without("categories")),
                "dictionary");
    }

    private static UnaryOperator<State> categories(String... categories) {
        return field(2, State.builder().put("categories", List.of(categories)).build());
    }

    private void steps() {
        Attack missing = new Attack(
                "15 unknown step type",
                Reason.MISSING_STEP,
                forge().state("pipeline", state -> changed(state, "steps", 0, step -> with(step, "type", "log")))
                        .build(),
                "step 0",
                "log/1",
                "centre/1");
        attacks.add(missing);
        attacks.add(new Attack(
                "15 unknown step version",
                Reason.MISSING_STEP,
                forge().state(
                                "pipeline",
                                s -> changed(
                                        s,
                                        "steps",
                                        0,
                                        step -> BundleForge.with(
                                                step,
                                                State.builder()
                                                        .put("version", 2L)
                                                        .build())))
                        .build(),
                "step 0",
                "centre/2"));
        step("15 step type of no form", step -> with(step, "type", "java.lang.Runtime"), "step's id");
        step(
                "15 step version 0",
                step -> BundleForge.with(
                        step, State.builder().put("version", 0L).build()),
                "version");
        step("15 unknown key of a step", step -> with(step, "class", "x"), "\"class\"");
        step("15 parameter not finite", step -> means(step, Double.NaN, 1), "pipeline/0/centre", "finite");
        step("15 too few parameters", step -> means(step, 1), "pipeline/0/centre", "2 numbers");
        step("15 input not there", step -> columns(step, "temp", "humidity"), "step 0", "\"humidity\"");
        step("15 input twice", step -> columns(step, "temp", "temp"), "step 0", "distinct");
        pipeline(
                "15 no features",
                state -> BundleForge.with(
                        state, State.builder().put("features", List.of()).build()),
                "at least one feature");
        pipeline(
                "15 feature twice",
                state -> BundleForge.with(
                        state,
                        State.builder().put("features", List.of("temp", "temp")).build()),
                "distinct");
        pipeline(
                "15 feature not there",
                state -> BundleForge.with(
                        state,
                        State.builder().put("features", List.of("humidity")).build()),
                "\"humidity\"");
        pipeline("15 unknown key", state -> with(state, "url", "x"), "\"url\"");
        corrupt(
                "15 version of no form",
                forge().manifest(json -> json.withObject("pipeline").put("version", "1.2")),
                "MAJOR.MINOR.PATCH");
        corrupt(
                "15 blank name",
                forge().manifest(json -> json.withObject("pipeline").put("name", " ")),
                "blank");
    }

    private void crossReferences() {
        List<String> swapped = List.of("wind", "temp", "season", "holiday", "day");
        FeaturePipeline reordered = SampleBundles.PIPELINE.select(swapped);
        corrupt("16 features in another order", exchanged(reordered), "trained on", reordered.fingerprint());
        FeaturePipeline fewer = SampleBundles.PIPELINE.select(List.of("temp"));
        corrupt("16 other features", exchanged(fewer), "trained on", fewer.fingerprint());
        corrupt(
                "16 fingerprint in the manifest",
                forge().manifest(json -> json.withObject("pipeline").put("fingerprint", "0".repeat(64))),
                "/pipeline/fingerprint");
        State other = SchemaState.of(
                SampleBundles.PIPELINE.schema().with(Field.number("temp").range(-50, 61)));
        corrupt("16 another schema", forge().section("schema", bytes -> other.toBytes()), "schema it was fitted for");
    }

    private static BundleForge exchanged(FeaturePipeline other) {
        return forge().section("pipeline", bytes -> other.state().toBytes())
                .manifest(json -> json.withObject("pipeline").put("fingerprint", other.fingerprint()));
    }

    private void goldenRows() {
        for (double wrong : new double[] {-1e-9, 1e-5, Double.NaN, Double.POSITIVE_INFINITY}) {
            golden(
                    "17 tolerance " + wrong,
                    s -> BundleForge.with(
                            s, State.builder().put("tolerance", wrong).build()),
                    "tolerance");
        }
        golden("17 no input", s -> changed(s, "rows", 0, row -> row.without("input")), "golden_rows/0", "input");
        golden(
                "17 text for a number",
                s -> changed(
                        s,
                        "rows",
                        1,
                        row -> BundleForge.with(
                                row,
                                State.builder()
                                        .put("input", with(row.state("input"), "temp", "5"))
                                        .build())),
                "golden_rows/1",
                "\"temp\"");
        golden("17 unknown key", s -> changed(s, "rows", 0, row -> with(row, "sql", "x")), "golden_rows/0", "\"sql\"");
        golden(
                "17 refused and scored",
                s -> changed(
                        s,
                        "rows",
                        5,
                        row -> BundleForge.with(
                                row,
                                State.builder().put("scores", new double[3]).build())),
                "golden_rows/5");
        golden("17 unknown key beside the rows", s -> with(s, "more", "x"), "\"more\"");
        attacks.add(new Attack(
                "17 too few features",
                Reason.NOT_REPRODUCED,
                forge().state(
                                "golden_rows",
                                s -> changed(
                                        s,
                                        "rows",
                                        0,
                                        row -> BundleForge.with(
                                                row,
                                                State.builder()
                                                        .put("features", new double[4])
                                                        .build())))
                        .build(),
                "golden row 0",
                "4 features"));
    }

    private void training() {
        corrupt(
                "17 metric without name",
                forge().state("training", s -> changed(s, "metrics", 0, m -> m.without("name"))),
                "training",
                "name");
        corrupt(
                "17 provenance of another kind",
                forge().state(
                                "training",
                                s -> BundleForge.with(
                                        s,
                                        State.builder()
                                                .put(
                                                        "provenance",
                                                        State.builder()
                                                                .put("x", 1L)
                                                                .build())
                                                .build())),
                "training");
        corrupt("17 unknown key of the training", forge().state("training", s -> with(s, "more", "x")), "\"more\"");
    }

    private static BundleForge forge() {
        return BundleForge.of(TREE);
    }

    private void corrupt(String name, BundleForge forge, String... says) {
        attacks.add(new Attack(name, Reason.CORRUPT, forge.build(), says));
    }

    /** Bytes in the place of the training section, which no other check looks at. */
    private void raw(String name, byte[] state, String... says) {
        corrupt(name, forge().section("training", bytes -> state), says);
    }

    private void limit(String name, UnaryOperator<State> schema, String... says) {
        attacks.add(new Attack(
                name, Reason.OVER_LIMIT, forge().state("schema", schema).build(), says));
    }

    private void over(String name, String section, State.Builder change, String... says) {
        attacks.add(new Attack(
                name, Reason.OVER_LIMIT, forge().put(section, change.build()).build(), says));
    }

    private void schema(String name, UnaryOperator<State> change, String... says) {
        corrupt(name, forge().state("schema", change), says);
    }

    private void pipeline(String name, UnaryOperator<State> change, String... says) {
        corrupt(name, forge().state("pipeline", change), says);
    }

    private void golden(String name, UnaryOperator<State> change, String... says) {
        corrupt(name, forge().state("golden_rows", change), says);
    }

    private void step(String name, UnaryOperator<State> change, String... says) {
        pipeline(name, state -> changed(state, "steps", 0, change), says);
    }

    private static State means(State step, double... means) {
        return BundleForge.with(
                step,
                State.builder()
                        .put("state", Centre.of(List.of("temp", "wind"), means).state())
                        .build());
    }

    private static State columns(State step, String... columns) {
        return BundleForge.with(
                step,
                State.builder()
                        .put("state", Centre.of(List.of(columns), 1, 2).state())
                        .build());
    }

    private static UnaryOperator<State> field(int number, State change) {
        return schema -> changed(schema, "fields", number, field -> BundleForge.with(field, change));
    }

    private static State with(State state, String key, String text) {
        return BundleForge.with(state, State.builder().put(key, text).build());
    }

    private static State changed(State state, String list, int number, UnaryOperator<State> change) {
        List<State> states = new ArrayList<>(state.states(list));
        states.set(number, change.apply(states.get(number)));
        return BundleForge.with(state, State.builder().putStates(list, states).build());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
