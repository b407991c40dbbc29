package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is answered is what the protocol's published schema says, whose faults are corrected in our copy. */
class OipSchemaTest {
    private static final String COPY = "/open-inference-protocol/open_inference_rest.json";

    private final OipClient iris = new OipClient(Bundles.iris());

    private static List<Error> errors(String schema, String json) throws IOException {
        try (InputStream copy = Objects.requireNonNull(OipSchemaTest.class.getResourceAsStream(COPY))) {
            String schemas = new ObjectMapper()
                    .readTree(copy)
                    .at("/components/schemas")
                    .toString()
                    .replace("#/components/schemas/", "#/$defs/");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema("{\"$defs\":" + schemas + ",\"$ref\":\"#/$defs/" + schema + "\"}", InputFormat.JSON)
                    .validate(json, InputFormat.JSON);
        }
    }

    private static OipBody body() {
        return new OipBody()
                .raw("sepal_length", "[2,1]", "FP64", OipBody.doubles(5.1, 5.9))
                .raw("sepal_width", "[2,1]", "FP64", OipBody.doubles(3.5, 3))
                .raw("petal_length", "[2,1]", "FP64", OipBody.doubles(1.4, 5.1))
                .json("petal_width", "[2,1]", "FP64", "[0.2,1.8]");
    }

    @Test
    void inference_inJson() throws Exception {
        OipBody body = body().with("\"id\":\"7\"");
        assertThat(errors("inference_request", new String(body.json(), StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(errors("inference_response", OipClient.text(iris.ask(body.bytes(), body.jsonLength()))))
                .isEmpty();
    }

    @Test
    void inference_raw() throws Exception {
        OipBody body = body().with("\"parameters\":{\"binary_data_output\":true}");
        Answer answer = iris.ask(body.bytes(), body.jsonLength());
        int length = Integer.parseInt(answer.headers().getOrDefault(Oip.JSON_LENGTH, ""));
        assertThat(errors("inference_response", new String(answer.body(), 0, length, StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void inference_withWarnings() throws Exception {
        String answer = new OipClient(OipClient.lenient())
                .infer("{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[99]}]}");
        assertThat(answer).contains("warnings");
        assertThat(errors("inference_response", answer)).isEmpty();
    }

    @Test
    void metadata_ofServerAndModel() throws Exception {
        assertThat(errors("metadata_server_response", text(OipMetadata.server("1"))))
                .isEmpty();
        assertThat(errors("metadata_model_response", text(OipMetadata.model(iris.model(), List.of("1.0.0")))))
                .isEmpty();
    }

    @Test
    void refusal() throws Exception {
        String json = OipClient.text(
                Wording.ERROR.refusal(Problem.of(400, "x", "required \"a\", found \\ and \u0000 and é"), "/v2"));
        assertThat(errors("inference_error_response", json)).isEmpty();
        assertThat(errors("metadata_model_error_response", json)).isEmpty();
    }

    @Test
    void schema_findsFaults() throws Exception {
        String answer = "{\"model_name\":\"m\",\"outputs\":[]}";
        assertThat(errors("inference_response", answer)).isEmpty();
        assertThat(errors("inference_response", answer.replace("[]", "[{\"name\":\"predict\"}]")))
                .isNotEmpty();
        assertThat(errors("inference_response", answer.replace("{\"m", "{\"x\":1,\"m")))
                .isNotEmpty();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
