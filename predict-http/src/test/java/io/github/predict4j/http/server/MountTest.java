package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.protocol.AnswerField;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountTest {
    @Test
    void parse_full_givesTheParts() {
        Mount mount = Mount.parse("POST /api/makecalc/=bike?fields=prediction,probability");
        assertThat(mount)
                .isEqualTo(new Mount(
                        "POST", "/api/makecalc/", "bike", Set.of(AnswerField.PREDICTION, AnswerField.PROBABILITY)));
        assertThat(Mount.parse("POST /p=m").fields()).isEqualTo(AnswerField.all());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/p=m",
                "POST p=m",
                "POST /p",
                "POST /p=",
                "GET /p=m",
                "post /p=m",
                "POST /a//b=m",
                "POST /a/../b=m",
                "POST /%41=m",
                "POST /p=m?fields=",
                "POST /p=m?fields=nope",
                "POST /p=m?fields=prediction,",
                "POST /p=m?x=1"
            })
    void parse_otherForm_isRefused(String text) {
        assertThatThrownBy(() -> Mount.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must")
                .hasMessageContaining("found");
    }

    @Test
    void oneField_keyedRows_giveOneNumberAKeyInOrder() throws Exception {
        try (PredictServer server = server("POST /api/makecalc/=line?fields=prediction")) {
            Client client = new Client(server);
            HttpResponse<String> response = client.post(
                    "/api/makecalc/",
                    "{\"10\":{\"a\":1,\"b\":true},\"1\":{\"a\":2,\"b\":false},\"x y\":{\"b\":true,\"a\":-3}}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"10\":1001.0,\"1\":2000.0,\"x y\":-2999.0}");
            assertThat(client.post("/api/makecalc/", "{\"a\":1,\"b\":true}").body())
                    .isEqualTo("1001.0");
            assertThat(client.post("/api/makecalc/", "[{\"a\":1,\"b\":true}]").body())
                    .isEqualTo("[1001.0]");
            assertThat(client.post("/api/makecalc", "[]").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void faults_nameTheKey() throws Exception {
        try (PredictServer server = server("POST /calc=line?fields=prediction")) {
            HttpResponse<String> response = new Client(server)
                    .post("/calc", "{\"10\":{\"a\":1,\"b\":true},\"1/~\":{\"a\":\"x\",\"b\":true},\"2\":{\"a\":1}}");
            assertThat(response.statusCode()).isEqualTo(422);
            JsonNode errors = Client.json(response).get("errors");
            assertThat(errors.get(0).get("pointer").asText()).isEqualTo("/1~1~0/a");
            assertThat(errors.get(0).get("row").asInt()).isEqualTo(1);
            assertThat(errors.get(1).get("pointer").asText()).isEqualTo("/2/b");
            assertThat(errors.size()).isEqualTo(2);
        }
    }

    @Test
    void someFields_areAnsweredInTheirOrder() throws Exception {
        try (PredictServer server = server("POST /calc=iris?fields=probability,prediction")) {
            assertThat(new Client(server).post("/calc", Bundles.VIRGINICA).body())
                    .isEqualTo("{\"prediction\":\"virginica\",\"probability\":0.75}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /p=nope",
                "POST /v1/predict=iris",
                "POST /p=line?fields=probability",
                "POST /p=line?fields=prediction,probabilities"
            })
    void start_mountThatDoesNotFit_isRefused(String mount) {
        assertThatThrownBy(() -> server(mount))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found");
    }

    private static PredictServer server(String mount) throws Exception {
        return PredictServer.builder()
                .bundle(Bundles.iris())
                .bundle(Bundles.line())
                .mount(Mount.parse(mount))
                .start();
    }
}
