package io.github.predict4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PredictorTest {
    @Nested
    class OfAClassifier implements PredictorContract {
        @Override
        public Predictor predictor() {
            return TestPredictors.classifier(3);
        }
    }

    @Nested
    class OfARegression implements PredictorContract {
        @Override
        public Predictor predictor() {
            return TestPredictors.regression();
        }
    }

    @Nested
    class OfABinaryModelWithOneOutput implements PredictorContract {
        @Override
        public Predictor predictor() {
            return binary();
        }
    }

    @Nested
    class ByAnotherImplementation implements PredictorContract {
        @Override
        public Predictor predictor() {
            return new TestPredictors.Wrapped(TestPredictors.classifier(3));
        }
    }

    private static Predictor binary() {
        return Predictor.of(
                TestPredictors.pipeline(),
                new LinearTestModel(5, 1, true),
                OutputSchema.classification("kind", List.of("no", "yes")));
    }

    @Test
    void predict_regression_isTheModelsValue() {
        Predictor predictor = TestPredictors.regression();
        Prediction prediction = predictor.predict(TestPredictors.fill(predictor.newRow(), 2));
        assertThat(prediction.value()).isEqualTo(TestPredictors.expected(2));
        assertThat(prediction).isEqualTo(new Regression(TestPredictors.expected(2), List.of()));
        assertThatIllegalStateException().isThrownBy(prediction::label).withMessageContaining("regression");
    }

    @Test
    void predict_binaryModelWithOneOutput_complementsIt() {
        Predictor predictor = binary();
        Row row = TestPredictors.fill(predictor.newRow(), 2);
        double yes = TestPredictors.expected(2);
        Classification prediction = (Classification) predictor.predict(row);
        assertThat(prediction.probabilities()).containsExactly(1 - yes, yes);
        assertThat(prediction.label()).isEqualTo("no");
        assertThat(predictor.predict(TestPredictors.fill(row, 100)).label()).isEqualTo("yes");
    }

    @Test
    void predict_missingWhereTheModelTakesNone_refusedNamingTheField() {
        Predictor predictor = Predictor.of(
                TestPredictors.pipeline(), new LinearTestModel(5, 1, false), OutputSchema.regression("size", "cm"));
        Row row = TestPredictors.fill(predictor.newRow(), 2).missing("seen");
        assertThatThrownBy(() -> predictor.predict(row))
                .isInstanceOf(InvalidRowException.class)
                .hasMessage("field \"seen\": required a value, because the model takes no missing feature \"seen\","
                        + " found nothing (docs/troubleshooting.md#invalid-row)");
    }

    @Test
    void of_modelThatDoesNotFit_refused() {
        OutputSchema three = OutputSchema.classification("kind", List.of("a", "b", "c"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictor.of(TestPredictors.pipeline(), new LinearTestModel(4, 3, true), three))
                .withMessage("the model must read the pipeline's 5 features, found that it reads 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictor.of(TestPredictors.pipeline(), new LinearTestModel(5, 1, true), three))
                .withMessageStartingWith("the model must have 3 outputs");
    }

    @Test
    void output_partsThatDoNotFit_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> OutputSchema.classification("kind", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> OutputSchema.classification("kind", List.of("a", "a")));
        assertThatIllegalArgumentException().isThrownBy(() -> OutputSchema.regression(" ", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutputSchema(Task.REGRESSION, "size", List.of("a"), "", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputSchema.regression("size", "cm").probability("a share"))
                .withMessage("a regression has no probability, found \"a share\"");
    }
}
