package io.github.predict4j.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.http.protocol.AnswerField;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerSchemaTest {
    private static final OutputSchema SKY = OutputSchema.classification("sky", List.of("clear", "rain"));

    private static String description(OutputSchema output) {
        return AnswerSchema.of(output, Set.of(AnswerField.PROBABILITY))
                .get("description")
                .asText();
    }

    @Test
    void of_probability_saysWhatItMeans() {
        assertThat(description(SKY)).isEqualTo("The probability of the label");
        assertThat(description(SKY.probability("a share of the votes")))
                .isEqualTo("The probability of the label: a share of the votes");
    }
}
