package io.github.predict4j.features;

import static io.github.predict4j.features.Features.ordinal;
import static io.github.predict4j.features.Fixture.apply;
import static io.github.predict4j.features.Fixture.applyText;
import static io.github.predict4j.features.Fixture.assertRefused;
import static io.github.predict4j.features.Fixture.fit;
import static io.github.predict4j.features.Fixture.numbers;
import static io.github.predict4j.features.Fixture.texts;
import static io.github.predict4j.features.Fixture.warnings;
import static io.github.predict4j.features.Fixture.warningsOfText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import io.github.predict4j.schema.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdinalEncoderTest {
    private static final Table AB = texts("b", "a", null);

    @Test
    void apply_categories_areTheirPlaces() {
        FeaturePipeline p = fit(AB, ordinal("c").unseen(Unseen.OTHER));

        assertThat(p.features()).containsExactly("c");
        assertThat(applyText(p, "a")).containsExactly(0);
        assertThat(applyText(p, "b")).containsExactly(1);
        assertThat(applyText(p, "z")).containsExactly(-1);
        assertThat(applyText(p, null)).containsExactly(Double.NaN);
        assertThat(warningsOfText(p, "z")).containsExactly(new Warning("c", Warning.Code.UNSEEN_CATEGORY));
        assertThat(warningsOfText(p, null)).isEmpty();
    }

    @Test
    void apply_numbers_areTheirPlaces() {
        FeaturePipeline p = fit(numbers(30, -1.5, 0.0), ordinal("x").unseenCode(99));

        assertThat(apply(p, -1.5)).containsExactly(0);
        assertThat(apply(p, -0.0)).containsExactly(1);
        assertThat(apply(p, 30)).containsExactly(2);
        assertThat(apply(p, 31)).containsExactly(99);
        assertThat(warnings(p, 31)).containsExactly(new Warning("x", Warning.Code.UNSEEN_CATEGORY));
    }

    @Test
    void unseen_reject_refusesTheRow() {
        assertRefused(
                fit(AB, ordinal("c")), r -> r.set("c", "z"), "c", Violation.Reason.UNSEEN, "one of a, b", "\"z\"");
        assertRefused(
                fit(numbers(1, 2), ordinal("x")), r -> r.set("x", 3), "x", Violation.Reason.UNSEEN, "one of 1, 2", "3");
    }

    @Test
    void unseen_asMissing_isTheMissingCode() {
        FeaturePipeline p = fit(AB, ordinal("c").unseen(Unseen.AS_MISSING).missingCode(-2));

        assertThat(applyText(p, "z")).containsExactly(-2);
        assertThat(applyText(p, null)).containsExactly(-2);
        assertThat(warningsOfText(p, "z")).containsExactly(new Warning("c", Warning.Code.UNSEEN_CATEGORY));
    }

    @Test
    void fit_codeOfACategory_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(AB, ordinal("c").unseenCode(1)))
                .withMessageContaining(
                        "the code for unseen must be none of 0 to 1, the codes of column \"c\", found 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(AB, ordinal("c").missingCode(-0.0)))
                .withMessageContaining("the code for missing must be none of 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(AB, ordinal("c").missingCode(-1)))
                .withMessageContaining("must differ, found -1.0 for both");
        assertThat(applyText(fit(AB, ordinal("c").missingCode(0.5)), null)).containsExactly(0.5);
    }

    @Test
    void fit_allMissing_namesTheColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(numbers(Double.NaN), ordinal("x")))
                .withMessageContaining("column \"x\" must have a value to fit to");
    }

    @Test
    void definition_badSettings_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ordinal("c").unseen(Unseen.ZEROS));
        assertThatIllegalArgumentException().isThrownBy(() -> ordinal("c").unseenCode(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> ordinal("c").missingCode(Double.POSITIVE_INFINITY));
    }

    @Test
    void of_knownCategories_isTheFittedStep() {
        assertThat(OrdinalEncoder.of(ordinal("c"), List.of(List.of("a", "b"))).state())
                .isEqualTo(ordinal("c").fit(AB).state());
        assertThat(OrdinalEncoder.of(ordinal("x"), new double[] {1, 2}).state())
                .isEqualTo(ordinal("x").fit(numbers(2, 1)).state());
        assertThat(ordinal("c").fit(texts("a")).notes()).hasSize(1);
        assertThat(ordinal("c").fit(AB).categories()).containsExactly(List.of("a", "b"));
    }
}
