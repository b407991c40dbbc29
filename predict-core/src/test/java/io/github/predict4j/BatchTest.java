package io.github.predict4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchTest {
    @Test
    void newBatch_largestCapacity_isALimitNotAPromise() {
        Predictor wrapped = new TestPredictors.Wrapped(TestPredictors.classifier(2));
        for (Predictor predictor : new Predictor[] {TestPredictors.classifier(2), wrapped}) {
            Batch batch = predictor.newBatch(Integer.MAX_VALUE);
            double[] out = new double[200];
            for (int r = 0; r < 100; r++) {
                TestPredictors.fill(batch.row(), r);
                batch.add();
            }
            batch.score(out);
            assertThat(out[198]).isEqualTo(TestPredictors.expected(99));
            assertThat(out[0]).isEqualTo(TestPredictors.expected(0));
        }
    }
}
