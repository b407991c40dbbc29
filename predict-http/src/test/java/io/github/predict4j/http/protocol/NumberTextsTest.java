package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberTextsTest {
    @Test
    void of_newAndKnownAndMoreThanItKeeps_areAsJacksonWritesThem() {
        NumberTexts texts = new NumberTexts();
        SplittableRandom random = new SplittableRandom(3);
        double[] values = random.doubles(5_000).toArray();
        values[0] = 0.0;
        values[1] = -0.0;
        values[2] = 1;
        values[3] = Double.MIN_VALUE;
        values[4] = 2e-3; // Double.toString of JDK 17 says 0.0020
        for (int pass = 0; pass < 2; pass++) {
            for (double value : values) {
                assertThat(texts.of(value).getValue()).isEqualTo(NumberOutput.toString(value, true));
            }
        }
    }

    @Test
    void of_known_isTheSameText() {
        NumberTexts texts = new NumberTexts();
        assertThat(texts.of(0.97)).isSameAs(texts.of(0.97));
    }
}
