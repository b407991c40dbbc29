package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OipMetadataTest {
    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void server_saysWhatItHas() {
        assertThat(text(OipMetadata.server("1.2.3")))
                .isEqualTo("{\"name\":\"predict4j\",\"version\":\"1.2.3\","
                        + "\"extensions\":[\"binary_tensor_data\",\"statistics\"]}");
    }

    @Test
    void model_hasAnInputForEachField_inTheSchemasOrder() {
        ServedModel kinds = new OipClient(OipClient.kinds()).model();
        assertThat(text(OipMetadata.model(kinds, List.of("1.0.0", "v10"))))
                .isEqualTo(
                        "{\"name\":\"kinds\",\"versions\":[\"1.0.0\",\"v10\"],\"platform\":\"predict4j_bundle\",\"inputs\":["
                                + "{\"name\":\"n\",\"datatype\":\"FP64\",\"shape\":[-1,1]},"
                                + "{\"name\":\"i\",\"datatype\":\"INT64\",\"shape\":[-1,1]},"
                                + "{\"name\":\"f\",\"datatype\":\"BOOL\",\"shape\":[-1,1]},"
                                + "{\"name\":\"c\",\"datatype\":\"BYTES\",\"shape\":[-1,1]},"
                                + "{\"name\":\"d\",\"datatype\":\"BYTES\",\"shape\":[-1,1]},"
                                + "{\"name\":\"t\",\"datatype\":\"BYTES\",\"shape\":[-1,1]}],\"outputs\":["
                                + "{\"name\":\"predict\",\"datatype\":\"FP64\",\"shape\":[-1,1]}]}");
    }

    @Test
    void classification_hasLabelsAndProbabilities() {
        assertThat(text(OipMetadata.model(new OipClient(Bundles.iris()).model(), List.of("1.0.0"))))
                .endsWith("\"outputs\":[{\"name\":\"predict\",\"datatype\":\"BYTES\",\"shape\":[-1,1]},"
                        + "{\"name\":\"predict_proba\",\"datatype\":\"FP64\",\"shape\":[-1,3]}]}");
    }

    @Test
    void ready_repeatsTheName() {
        assertThat(text(OipMetadata.ready("iris", false))).isEqualTo("{\"name\":\"iris\",\"ready\":false}");
    }
}
