package io.github.predict4j.features;

import static io.github.predict4j.features.Features.impute;
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

import io.github.predict4j.features.Imputer.Strategy;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import io.github.predict4j.schema.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImputerTest {
    private static final Table NUMBERS = numbers(1, 2, 2, 3, 3, 9, Double.NaN);
    private static final Table TEXTS = texts("b", "a", "a", "b", null);

    @Test
    void strategy_each_findsItsValue() {
        assertThat(apply(fit(NUMBERS, impute("x")), Double.NaN)).containsExactly(3.3333333333333335);
        assertThat(apply(fit(NUMBERS, impute("x").strategy(Strategy.MEDIAN)), Double.NaN))
                .containsExactly(2.5);
        assertThat(apply(fit(NUMBERS, impute("x").strategy(Strategy.MOST_FREQUENT)), Double.NaN))
                .containsExactly(2);
        assertThat(apply(fit(NUMBERS, impute("x").constant(-5)), Double.NaN)).containsExactly(-5);
    }

    @Test
    void apply_missing_isReplacedWithWarning() {
        FeaturePipeline p = fit(NUMBERS, impute("x"));

        assertThat(warnings(p, Double.NaN)).containsExactly(new Warning("x", Warning.Code.MISSING_IMPUTED));
        assertThat(warnings(p, row -> {})).containsExactly(new Warning("x", Warning.Code.MISSING_IMPUTED));
    }

    @Test
    void apply_present_staysAsItIs() {
        FeaturePipeline p = fit(NUMBERS, impute("x"));

        assertThat(apply(p, 7)).containsExactly(7);
        assertThat(apply(p, -0.0)).containsExactly(-0.0);
        assertThat(apply(p, Double.MIN_VALUE)).containsExactly(Double.MIN_VALUE);
        assertThat(warnings(p, 7)).isEmpty();
    }

    @Test
    void addIndicator_columnsThatHadMissing_followTheValues() {
        Schema schema =
                Schema.of(Field.number("x").optional(), Field.number("y").optional());
        Table table = Table.of(
                schema, List.of(1, 3), (v, row) -> row.set("x", (double) v).set("y", v == 1 ? v : Double.NaN));
        FeaturePipeline p = fit(table, impute("x", "y").addIndicator());

        assertThat(p.features()).containsExactly("x", "y", "y_missing");
        assertThat(apply(p, p.newRow(null).set("x", 5.0))).containsExactly(5, 1, 1);
        assertThat(apply(p, p.newRow(null).set("y", 5.0))).containsExactly(2, 5, 0);
    }

    @Test
    void mostFrequent_categories_staysACategoryForTheNextStep() {
        FeaturePipeline p = fit(TEXTS, impute("c").strategy(Strategy.MOST_FREQUENT), oneHot("c"));

        assertThat(p.features()).containsExactly("c_a", "c_b");
        assertThat(applyText(p, null)).containsExactly(1, 0);
        assertThat(applyText(p, "b")).containsExactly(0, 1);
        assertThat(warningsOfText(p, null)).containsExactly(new Warning("c", Warning.Code.MISSING_IMPUTED));
    }

    @Test
    void constant_category_isTakenFromTheDictionary() {
        FeaturePipeline p = fit(TEXTS, impute("c").constant("b"));

        assertThat(applyText(p, null)).containsExactly(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(TEXTS, impute("c").constant("unknown")))
                .withMessageContaining("column \"c\" must be a category with \"unknown\" in its dictionary, "
                        + "found CATEGORY: one of a, b");
    }

    @Test
    void unseen_reject_isTheFieldsRefusal() {
        FeaturePipeline p = fit(TEXTS, impute("c").strategy(Strategy.MOST_FREQUENT));

        assertRefused(p, row -> row.set("c", "z"), "c", Violation.Reason.UNSEEN, "one of a, b", "\"z\"");
    }

    @Test
    void unseen_asMissing_isReplacedWithBothWarnings() {
        FeaturePipeline p = fit(
                TEXTS,
                impute("c")
                        .strategy(Strategy.MOST_FREQUENT)
                        .unseen(Unseen.AS_MISSING)
                        .addIndicator(),
                oneHot("c"));

        assertThat(p.features()).containsExactly("c_missing", "c_a", "c_b");
        assertThat(applyText(p, "z")).containsExactly(1, 1, 0);
        assertThat(warningsOfText(p, "z"))
                .containsExactly(
                        new Warning("c", Warning.Code.MISSING_IMPUTED), new Warning("c", Warning.Code.UNSEEN_CATEGORY));
    }

    @Test
    void fit_allMissing_namesTheColumnUnlessTheValueIsGiven() {
        for (Strategy strategy : List.of(Strategy.MEAN, Strategy.MEDIAN, Strategy.MOST_FREQUENT)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fit(numbers(Double.NaN), impute("x").strategy(strategy)))
                    .withMessageContaining("column \"x\" must have a value to fit to");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(
                        texts(Field.category("c").oneOf("a").optional(), (String) null),
                        impute("c").strategy(Strategy.MOST_FREQUENT)))
                .withMessageContaining("column \"c\" must have a value to fit to");
        assertThat(apply(fit(numbers(Double.NaN), impute("x").constant(4)), Double.NaN))
                .containsExactly(4);
    }

    @Test
    void fit_strategyOfAnotherType_isRefused() {
        Schema schema = Schema.of(Field.number("x"), Field.category("c"));
        Table mixed =
                Table.of(schema, List.of(1), (v, row) -> row.set("x", (long) v).set("c", "a"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(TEXTS, impute("c")))
                .withMessageContaining("the strategy must be MOST_FREQUENT or a constant category, found MEAN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(TEXTS, impute("c").constant(1)))
                .withMessageContaining("a constant category, found CONSTANT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(NUMBERS, impute("x").constant("a")))
                .withMessageContaining("column \"x\" must have a number as its constant, found a text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(NUMBERS, impute("x").strategy(Strategy.CONSTANT)))
                .withMessageContaining("found none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(mixed, impute("x", "c")))
                .withMessageContaining("column \"c\" must hold numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(mixed, impute("c", "x").strategy(Strategy.MOST_FREQUENT)))
                .withMessageContaining("all categories or all numbers, found \"x\" and \"c\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(NUMBERS, impute("x").unseen(Unseen.AS_MISSING)))
                .withMessageContaining("numbers have no unseen category");
        assertThatIllegalArgumentException().isThrownBy(() -> impute("x").unseen(Unseen.ZEROS));
        assertThatIllegalArgumentException().isThrownBy(() -> impute("x").constant(Double.NaN));
    }

    @Test
    void of_knownValues_isTheFittedStep() {
        assertThat(Imputer.of(impute("x"), new double[] {3.3333333333333335}, List.of())
                        .state())
                .isEqualTo(impute("x").fit(NUMBERS).state());
        Imputer.Definition mode = impute("c").strategy(Strategy.MOST_FREQUENT).addIndicator();
        assertThat(Imputer.of(mode, List.of("a"), List.of("c")).state())
                .isEqualTo(mode.fit(TEXTS).state());
    }
}
