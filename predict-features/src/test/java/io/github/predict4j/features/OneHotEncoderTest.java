package io.github.predict4j.features;

import static io.github.predict4j.features.Features.oneHot;
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

import io.github.predict4j.features.OneHotEncoder.Drop;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import io.github.predict4j.schema.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneHotEncoderTest {
    private static final double NAN = Double.NaN;
    private static final Warning UNSEEN_C = new Warning("c", Warning.Code.UNSEEN_CATEGORY);
    private static final Warning UNSEEN_X = new Warning("x", Warning.Code.UNSEEN_CATEGORY);
    private static final Table ABC = texts("b", "c", "a", null);
    private static final Table RARE = texts("a", "a", "a", "b", "b", "c", "d");

    @Test
    void apply_category_lightsItsOutput() {
        FeaturePipeline p = fit(ABC, oneHot("c"));

        assertThat(p.features()).containsExactly("c_a", "c_b", "c_c");
        assertThat(applyText(p, "a")).containsExactly(1, 0, 0);
        assertThat(applyText(p, "c")).containsExactly(0, 0, 1);
        assertThat(warningsOfText(p, "c")).isEmpty();
    }

    @Test
    void apply_number_isNamedWithoutFraction() {
        FeaturePipeline p = fit(numbers(10, 2, 0.5, -0.0, 0.0), oneHot("x"));

        assertThat(p.features()).containsExactly("x_0", "x_0.5", "x_2", "x_10");
        assertThat(apply(p, -0.0)).containsExactly(1, 0, 0, 0);
        assertThat(apply(p, 10)).containsExactly(0, 0, 0, 1);
    }

    @Test
    void apply_booleanAndInteger_areNumbers() {
        Schema schema = Schema.of(Field.bool("b"), Field.integer("i"));
        Table table =
                Table.of(schema, List.of(1, 2), (v, row) -> row.set("b", v == 1).set("i", (long) v));
        FeaturePipeline p = fit(table, oneHot("i", "b"));

        assertThat(p.features()).containsExactly("i_1", "i_2", "b_0", "b_1");
        assertThat(apply(p, p.newRow(null).set("b", true).set("i", 2L))).containsExactly(0, 1, 0, 1);
    }

    @Test
    void fit_unicode_isSortedByCodePoint() {
        FeaturePipeline p = fit(texts("\uD83D\uDE00", "\uFF41", ""), oneHot("c"));

        assertThat(p.features()).containsExactly("c_", "c_\uFF41", "c_\uD83D\uDE00");
        assertThat(applyText(p, "\uD83D\uDE00")).containsExactly(0, 0, 1);
    }

    @Test
    void fit_declaredDictionary_hasOutputsForWhatDidNotOccur() {
        FeaturePipeline p = fit(texts(Field.category("c").oneOf("a", "b", "c"), "b"), oneHot("c"));

        assertThat(p.features()).containsExactly("c_a", "c_b", "c_c");
        assertThat(applyText(p, "c")).containsExactly(0, 0, 1);
    }

    @Test
    void unseen_reject_refusesTheRow() {
        FeaturePipeline texts = fit(ABC, oneHot("c"));
        FeaturePipeline numbers = fit(numbers(1, 2), oneHot("x"));

        assertRefused(texts, r -> r.set("c", "z"), "c", Violation.Reason.UNSEEN, "one of a, b, c", "\"z\"");
        assertRefused(numbers, r -> r.set("x", 3), "x", Violation.Reason.UNSEEN, "one of 1, 2", "3");
        assertRefused(numbers, r -> r.set("x", 1.5), "x", Violation.Reason.UNSEEN, "one of 1, 2", "1.5");
    }

    @Test
    void unseen_zeros_isAllZerosWithWarning() {
        FeaturePipeline texts = fit(ABC, oneHot("c").unseen(Unseen.ZEROS));
        FeaturePipeline numbers = fit(numbers(1, 2), oneHot("x").unseen(Unseen.ZEROS));

        assertThat(applyText(texts, "z")).containsExactly(0, 0, 0);
        assertThat(warningsOfText(texts, "z")).containsExactly(UNSEEN_C);
        assertThat(apply(numbers, 3)).containsExactly(0, 0);
        assertThat(warnings(numbers, 3)).containsExactly(UNSEEN_X);
    }

    @Test
    void unseen_asMissing_isWhatMissingIs() {
        FeaturePipeline plain = fit(ABC, oneHot("c").unseen(Unseen.AS_MISSING));
        FeaturePipeline category =
                fit(ABC, oneHot("c").unseen(Unseen.AS_MISSING).missingAsCategory());

        assertThat(applyText(plain, "z")).containsExactly(NAN, NAN, NAN);
        assertThat(warningsOfText(plain, "z")).containsExactly(UNSEEN_C);
        assertThat(applyText(category, "z")).containsExactly(0, 0, 0, 1);
        assertThat(warningsOfText(category, "z")).containsExactly(UNSEEN_C);
    }

    @Test
    void unseen_other_isInfrequentOrZeros() {
        FeaturePipeline infrequent = fit(RARE, oneHot("c").unseen(Unseen.OTHER).minFrequency(2));
        FeaturePipeline none = fit(ABC, oneHot("c").unseen(Unseen.OTHER));

        assertThat(infrequent.features()).containsExactly("c_a", "c_b", "c_infrequent_sklearn");
        assertThat(applyText(infrequent, "c")).containsExactly(0, 0, 1);
        assertThat(warningsOfText(infrequent, "c")).isEmpty();
        assertThat(applyText(infrequent, "z")).containsExactly(0, 0, 1);
        assertThat(warningsOfText(infrequent, "z")).containsExactly(UNSEEN_C);
        assertThat(applyText(infrequent, "a")).containsExactly(1, 0, 0);
        assertThat(applyText(none, "z")).containsExactly(0, 0, 0);
    }

    @Test
    void missing_noCategory_isMissingEverywhere() {
        for (Unseen unseen : Unseen.values()) {
            FeaturePipeline p = fit(ABC, oneHot("c").unseen(unseen));

            assertThat(applyText(p, null)).containsExactly(NAN, NAN, NAN);
            assertThat(warningsOfText(p, null)).isEmpty();
        }
    }

    @Test
    void missingAsCategory_missing_isTheLast() {
        FeaturePipeline texts = fit(ABC, oneHot("c").missingAsCategory());
        FeaturePipeline numbers = fit(numbers(1, 2), oneHot("x").missingAsCategory());

        assertThat(texts.features()).containsExactly("c_a", "c_b", "c_c", "c_nan");
        assertThat(applyText(texts, null)).containsExactly(0, 0, 0, 1);
        assertThat(numbers.features()).containsExactly("x_1", "x_2", "x_nan");
        assertThat(apply(numbers, NAN)).containsExactly(0, 0, 1);
    }

    @Test
    void minFrequency_share_isBelowNotAt() {
        Table table = texts("a", "a", "a", "a", "a", "b", "b", "b", "c", "c");

        assertThat(fit(table, oneHot("c").minFrequency(0.3)).features())
                .containsExactly("c_a", "c_b", "c_infrequent_sklearn");
        assertThat(fit(table, oneHot("c").minFrequency(0.31)).features())
                .containsExactly("c_a", "c_infrequent_sklearn");
    }

    @Test
    void minFrequency_share_countsMissingOnlyAsCategory() {
        Table table = texts("a", "a", "b", null, null, null);

        assertThat(fit(table, oneHot("c").minFrequency(0.3)).features()).containsExactly("c_a", "c_b");
        assertThat(fit(table, oneHot("c").minFrequency(0.3).missingAsCategory()).features())
                .containsExactly("c_a", "c_nan", "c_infrequent_sklearn");
    }

    @Test
    void maxCategories_tie_makesTheEarlierInfrequent() {
        Table table = texts("a", "a", "a", "b", "b", "c", "c", "d", "d");
        FeaturePipeline p = fit(table, oneHot("c").maxCategories(3));

        assertThat(p.features()).containsExactly("c_a", "c_d", "c_infrequent_sklearn");
        assertThat(applyText(p, "b")).containsExactly(0, 0, 1);
        assertThat(fit(table, oneHot("c").maxCategories(1)).features()).containsExactly("c_infrequent_sklearn");
        assertThat(fit(table, oneHot("c").maxCategories(5)).features()).containsExactly("c_a", "c_b", "c_c", "c_d");
    }

    @Test
    void maxCategories_exactlySoMany_isAlreadyOver() {
        assertThat(fit(ABC, oneHot("c").maxCategories(3)).features())
                .containsExactly("c_b", "c_c", "c_infrequent_sklearn");
    }

    @Test
    void drop_first_leavesTheFirstOutputOut() {
        FeaturePipeline p = fit(ABC, oneHot("c").drop(Drop.FIRST));
        FeaturePipeline infrequent = fit(RARE, oneHot("c").drop(Drop.FIRST).minFrequency(2));

        assertThat(p.features()).containsExactly("c_b", "c_c");
        assertThat(applyText(p, "a")).containsExactly(0, 0);
        assertThat(applyText(p, "c")).containsExactly(0, 1);
        assertThat(infrequent.features()).containsExactly("c_b", "c_infrequent_sklearn");
        assertThat(applyText(infrequent, "d")).containsExactly(0, 1);
    }

    @Test
    void drop_ifBinary_onlyOfTwo() {
        assertThat(fit(ABC, oneHot("c").drop(Drop.IF_BINARY)).features()).containsExactly("c_a", "c_b", "c_c");
        assertThat(fit(texts("a", "b"), oneHot("c").drop(Drop.IF_BINARY)).features())
                .containsExactly("c_b");
        assertThat(fit(RARE, oneHot("c").drop(Drop.IF_BINARY).maxCategories(2)).features())
                .containsExactly("c_infrequent_sklearn");
    }

    @Test
    void drop_unseenWouldLookDropped_needsTheSecondFlag() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(ABC, oneHot("c").drop(Drop.FIRST).unseen(Unseen.ZEROS)))
                .withMessageContaining("required unseenLikeDropped()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(ABC, oneHot("c").drop(Drop.FIRST).unseen(Unseen.OTHER)))
                .withMessageContaining("column \"c\" has no infrequent category");
        FeaturePipeline p =
                fit(ABC, oneHot("c").drop(Drop.FIRST).unseen(Unseen.ZEROS).unseenLikeDropped());
        assertThat(applyText(p, "z")).containsExactly(0, 0);
        FeaturePipeline other =
                fit(RARE, oneHot("c").drop(Drop.FIRST).unseen(Unseen.OTHER).minFrequency(2));
        assertThat(applyText(other, "z")).containsExactly(0, 1);
    }

    @Test
    void keepInputs_input_staysAColumn() {
        FeaturePipeline p = fit(numbers(1, 2), oneHot("x").keepInputs());

        assertThat(p.features()).containsExactly("x", "x_1", "x_2");
        assertThat(apply(p, 2)).containsExactly(2, 0, 1);
    }

    @Test
    void fit_noOutputOrTwoOfOneName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(texts("a"), oneHot("c").drop(Drop.FIRST)))
                .withMessageContaining("outputs of onehot must be at least one, found none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(texts("nan", null), oneHot("c").missingAsCategory()))
                .withMessageContaining("outputs of onehot must be distinct and not blank, found \"c_nan\" twice");
    }

    @Test
    void fit_impossibleColumn_saysWhichAndWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(numbers(NAN), oneHot("x").missingAsCategory()))
                .withMessageContaining("column \"x\" must have a value to fit to");
        Table dates = Table.of(Schema.of(Field.date("d")), List.of("2011-01-01"), (v, row) -> row.set("d", v));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(dates, oneHot("d")))
                .withMessageContaining(
                        "column \"d\" must be a category, a boolean, an integer or a number, found DATE");
    }

    @Test
    void forColumns_anotherDictionary_isRefused() {
        OneHotEncoder step = oneHot("c").fit(ABC);
        Schema other = Schema.of(Field.category("c").oneOf("a", "b", "d"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.forColumns(other))
                .withMessage("column \"c\" must be a category, one of a, b, c, found CATEGORY, one of a, b, d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.forColumns(Schema.of(Field.number("c"))))
                .withMessageContaining("found NUMBER");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> OneHotEncoder.of(oneHot("c"), new double[] {1}).forColumns(other))
                .withMessage("column \"c\" must hold numbers, found CATEGORY");
    }

    @Test
    void notes_oneCategory_isSaid() {
        assertThat(oneHot("c").fit(texts("a", "a")).notes())
                .containsExactly("CONSTANT_COLUMN: column \"c\" had one value in training, a");
        assertThat(oneHot("c").fit(ABC).notes()).isEmpty();
    }

    @Test
    void of_knownCategories_isTheFittedStep() {
        assertThat(OneHotEncoder.of(oneHot("c"), List.of(List.of("a", "b", "c")))
                        .state())
                .isEqualTo(oneHot("c").fit(ABC).state());
        assertThat(OneHotEncoder.of(oneHot("x"), new double[] {1, 2}).state())
                .isEqualTo(oneHot("x").fit(numbers(2, 1)).state());
        assertThat(oneHot("c").fit(ABC).categories()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void definition_badSettings_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> oneHot("c").minFrequency(0));
        assertThatIllegalArgumentException().isThrownBy(() -> oneHot("c").minFrequency(1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> oneHot("c").minFrequency(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> oneHot("c").maxCategories(0));
    }
}
