package io.github.predict4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Invalid;
import io.github.predict4j.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Field A = Field.number("a");
    private static final Field K = Field.category("k").oneOf("x", "y");
    private static final TestStep STEP = TestStep.of("a", 2);

    private static String fingerprint(Schema schema, Transformer... steps) {
        return FeaturePipeline.of("p", "1.0.0", schema, List.of(steps), null).fingerprint();
    }

    @Test
    void fingerprint_anythingThatDecidesTheFeatures_changesIt() {
        String base = fingerprint(Schema.of(A, K), STEP);
        List<String> others = List.of(
                fingerprint(Schema.of(Field.number("b"), K), TestStep.of("b", 2)),
                fingerprint(Schema.of(Field.integer("a"), K), STEP),
                fingerprint(Schema.of(K, A), STEP),
                fingerprint(Schema.of(A, Field.category("k").oneOf("x", "z")), STEP),
                fingerprint(Schema.of(A.optional(), K), STEP),
                fingerprint(Schema.of(A.invalid(Invalid.AS_MISSING), K), STEP),
                fingerprint(Schema.of(A.range(0, 1), K), STEP),
                fingerprint(Schema.of(A.range(0, 2), K), STEP),
                fingerprint(Schema.of(A, K).extra(Extra.IGNORE), STEP),
                fingerprint(Schema.of(A, K), TestStep.of("a", Math.nextUp(2))),
                fingerprint(Schema.of(A, K)),
                fingerprint(Schema.of(A, K), STEP, STEP),
                FeaturePipeline.of("p", "1.0.0", Schema.of(A, K), List.of(STEP), List.of("k", "a"))
                        .fingerprint(),
                FeaturePipeline.of("p", "1.0.0", Schema.of(A, K), List.of(STEP), List.of("a"))
                        .fingerprint());
        assertThat(others).doesNotContain(base).doesNotHaveDuplicates();
        assertThat(base).matches("[0-9a-f]{64}");
    }

    @Test
    void fingerprint_wordsForPeopleNameAndVersion_doNotChangeIt() {
        String base = fingerprint(Schema.of(A, K), STEP);
        assertThat(fingerprint(Schema.of(A.unit("cm").describedAs("Length").example("3"), K), STEP))
                .isEqualTo(base);
        assertThat(FeaturePipeline.of("other", "2.0.0-rc.1", Schema.of(A, K), List.of(STEP), null)
                        .fingerprint())
                .isEqualTo(base);
        assertThat(FeaturePipeline.of("p", "1.0.0", Schema.of(A, K), List.of(STEP), List.of("a", "k"))
                        .fingerprint())
                .isEqualTo(base);
    }

    @Test
    void fingerprint_orderOfSteps_changesIt() {
        Schema schema = Schema.of(A, Field.number("b"));
        TestStep other = TestStep.of("b", 2);
        assertThat(fingerprint(schema, STEP, other)).isNotEqualTo(fingerprint(schema, other, STEP));
    }
}
