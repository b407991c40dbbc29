package io.github.predict4j.features;

import static io.github.predict4j.features.Features.impute;
import static io.github.predict4j.features.Features.missingIndicator;
import static io.github.predict4j.features.Features.oneHot;
import static io.github.predict4j.features.Fixture.apply;
import static io.github.predict4j.features.Fixture.applyText;
import static io.github.predict4j.features.Fixture.fit;
import static io.github.predict4j.features.Fixture.numbers;
import static io.github.predict4j.features.Fixture.texts;
import static io.github.predict4j.features.Fixture.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.features.MissingIndicator.Indicated;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingIndicatorTest {
    private static final Table TABLE = Table.of(
            Schema.of(Field.number("x").optional(), Field.number("y").optional()),
            List.of(1, 2),
            (v, row) -> row.set("x", (double) v).set("y", v == 1 ? v : Double.NaN));

    @Test
    void features_missingOnly_hasOnlyColumnsThatHadMissing() {
        FeaturePipeline p = fit(TABLE, missingIndicator("x", "y"));

        assertThat(p.features()).containsExactly("x", "y", "y_missing");
        assertThat(p.steps().get(0).inputs()).containsExactly("y");
        assertThat(apply(p, p.newRow(null).set("x", 1.0))).containsExactly(1, Double.NaN, 1);
        assertThat(apply(p, p.newRow(null).set("y", -0.0))).containsExactly(Double.NaN, -0.0, 0);
    }

    @Test
    void features_all_hasEveryColumn() {
        FeaturePipeline p = fit(TABLE, missingIndicator("y", "x").features(Indicated.ALL));

        assertThat(p.features()).containsExactly("x", "y", "y_missing", "x_missing");
        assertThat(apply(p, p.newRow(null).set("x", 1.0))).containsExactly(1, Double.NaN, 1, 0);
        assertThat(warnings(p, row -> {})).isEmpty();
    }

    @Test
    void apply_beforeImpute_remembersWhatWasMissing() {
        FeaturePipeline p = fit(numbers(1, Double.NaN), missingIndicator("x"), impute("x"));

        assertThat(p.features()).containsExactly("x", "x_missing");
        assertThat(apply(p, Double.NaN)).containsExactly(1, 1);
    }

    @Test
    void apply_unseenCategory_isNotMissing() {
        FeaturePipeline p =
                fit(texts("a", null), missingIndicator("c"), oneHot("c").unseen(Unseen.ZEROS));

        assertThat(p.features()).containsExactly("c_missing", "c_a");
        assertThat(applyText(p, "z")).containsExactly(0, 0);
        assertThat(applyText(p, null)).containsExactly(1, Double.NaN);
    }

    @Test
    void fit_nothingMissing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(numbers(1), missingIndicator("x")))
                .withMessageContaining("one of the columns [x] must have a missing value, found none");
    }

    @Test
    void of_knownColumns_isTheFittedStep() {
        assertThat(MissingIndicator.of("y").state())
                .isEqualTo(missingIndicator("x", "y").fit(TABLE).state());
    }
}
