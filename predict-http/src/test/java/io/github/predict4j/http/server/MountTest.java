package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.protocol.AnswerField;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountTest {
    @Test
    void parse_full_givesTheParts() {
        Mount mount = Mount.parse("POST /api/makecalc/=bike?fields=prediction,probability");
        assertThat(mount.method()).isEqualTo("POST");
        assertThat(mount.path()).isEqualTo("/api/makecalc/");
        assertThat(mount.model()).isEqualTo("bike");
        assertThat(mount.fields()).containsExactly(AnswerField.PREDICTION, AnswerField.PROBABILITY);
        assertThat(Mount.parse("GET /p=m").method()).isEqualTo("GET");
        assertThat(Mount.parse("POST /p=m").fields()).isEqualTo(AnswerField.all());
    }

    @Test
    void parse_list_isThatOfJava() throws Exception {
        assertThat(Mount.parse("POST /p=m?list=features").fields()).isEqualTo(AnswerField.all());
        try (PredictServer server = server("POST /predict=line?list=features&fields=prediction")) {
            Client client = new Client(server);
            assertThat(client.post("/predict", "{\"features\":[7,true]}").body())
                    .isEqualTo("7001.0");
            assertThat(pointer(client.post("/predict", "{\"features\":[7,1]}"))).isEqualTo("/features/1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/p=m",
                "POST p=m",
                "POST /p",
                "POST /p=",
                "PUT /p=m",
                "post /p=m",
                "POST /a//b=m",
                "POST /a/../b=m",
                "POST /%41=m",
                "POST /p=m?fields=",
                "POST /p=m?fields=nope",
                "POST /p=m?fields=prediction,",
                "POST /p=m?list=",
                "POST /p=m?list=a&fields=",
                "POST /p=m?list=a&list=b",
                "POST /p=m?fields=prediction&list=a",
                "POST /p=m&fields=prediction",
                "GET /p=m?list=a",
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

    @Test
    void get_queryIsOneRow() throws Exception {
        try (PredictServer server = server("GET /calc=line?fields=prediction")) {
            Client client = new Client(server);
            HttpResponse<String> response = client.get("/calc?b=true&a=7");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("7001.0");
            assertThat(client.get("/calc?%62=false&a=%37").body()).isEqualTo("7000.0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', a missing",
        "?a=1, b missing",
        "?a=1&b=, b missing",
        "?a=1.5&b=true, a invalid",
        "?a=1e400&b=true, a invalid",
        "?a=1&b=1, b invalid",
        "?a=1&b=true&c=2, c unknown_field",
        "?a=1&a=1&b=true, a duplicate_field",
        "?a=%C3%28&b=true, a invalid"
    })
    void get_badQuery_isRefusedByField(String query, String fault) throws Exception {
        try (PredictServer server = server("GET /calc=line");
                RawConnection connection = new RawConnection(server)) {
            String answer = connection
                    .send("GET /calc" + query + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .readAnswer();
            JsonNode problem = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
            JsonNode error = problem.at("/errors/0");
            assertThat(error.get("field").asText() + " " + error.get("code").asText())
                    .isEqualTo(fault);
            assertThat(error.get("pointer").asText())
                    .isEqualTo("/" + error.get("field").asText());
        }
    }

    @Test
    void shape_isGivenTypedValues_forEachRowOfEachForm() throws Exception {
        Mount mount = Mount.post("/calc", "line").shape((prediction, input) -> new Echo(prediction.value(), input));
        try (PredictServer server = server(mount)) {
            Client client = new Client(server);
            String one = "{\"value\":7001.0,\"input\":{\"a\":7,\"b\":true}}";
            assertThat(client.post("/calc", "{\"b\":true,\"a\":7.0}").body()).isEqualTo(one);
            StringBuilder rows = new StringBuilder("[");
            StringBuilder answers = new StringBuilder("[");
            for (int i = 0; i < 600; i++) { // more than a batch
                rows.append(i == 0 ? "" : ",").append("{\"a\":").append(i).append(",\"b\":false}");
                answers.append(i == 0 ? "" : ",")
                        .append("{\"value\":")
                        .append(1000.0 * i)
                        .append(",\"input\":{\"a\":")
                        .append(i)
                        .append(",\"b\":false}}");
            }
            assertThat(client.post("/calc", rows + "]").body()).isEqualTo(answers + "]");
            assertThat(client.post("/calc", "{\"k\":{\"a\":7,\"b\":true}}").body())
                    .isEqualTo("{\"k\":" + one + "}");
        }
    }

    private record Echo(double value, Map<String, Object> input) {}

    @Test
    void shape_thatFails_isOurFault_notTheClients() throws Exception {
        Mount mount = Mount.post("/calc", "line").shape((prediction, input) -> new Object());
        try (PredictServer server = server(mount)) {
            HttpResponse<String> response = new Client(server).post("/calc", "{\"a\":7,\"b\":true}");
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(Client.json(response).get("code").asText()).isEqualTo("internal_error");
        }
    }

    @Test
    void list_isOneRowInTheOrderOfTheSchema() throws Exception {
        try (PredictServer server = server(Mount.post("/calc", "line").list("x").fields(AnswerField.PREDICTION))) {
            Client client = new Client(server);
            assertThat(client.post("/calc", " {\"x\" : [7, true]} ").body()).isEqualTo("7001.0");
            assertThat(pointer(client.post("/calc", "{\"x\":[7,1]}"))).isEqualTo("/x/1");
            assertThat(pointer(client.post("/calc", "{\"x\":[null,[{}]]}"))).isEqualTo("/x/0");
            assertThat(detail(client.post("/calc", "{\"x\":[7]}"))).endsWith("found a list of 1");
            assertThat(detail(client.post("/calc", "{\"x\":[7,true,{\"a\":[1]}]}")))
                    .endsWith("found a list of 3");
            assertThat(detail(client.post("/calc", "{\"x\":[7,true],\"y\":1}"))).endsWith("found more than that");
            assertThat(detail(client.post("/calc", "{\"y\":[7,true]}"))).endsWith("found something else");
            assertThat(client.post("/calc", "").statusCode()).isEqualTo(400);
            assertThat(client.post("/calc", "{\"x\":[7,true]}}").statusCode()).isEqualTo(400);
            assertThat(client.post("/calc", "{\"x\":[7,true").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void list_ofAnOverflowingRow_isRefused() throws Exception {
        try (PredictServer server = PredictServer.builder()
                .bundle(Bundles.steep())
                .mount(Mount.post("/calc", "steep").list("x"))
                .start()) {
            HttpResponse<String> response = new Client(server).post("/calc", "{\"x\":[10]}");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(Client.json(response).at("/errors/0/code").asText()).isEqualTo("not_finite");
        }
    }

    @Test
    void notFoundAndHealth_areTheOwners() throws Exception {
        try (PredictServer server = PredictServer.builder()
                .bundle(Bundles.line())
                .notFound("{\"code\":\"PAGE_NOT_FOUND\"}")
                .health("{\"status\":\"healthy\"}")
                .start()) {
            Client client = new Client(server);
            assertThat(client.get("/nothing").statusCode()).isEqualTo(404);
            assertThat(client.get("/nothing").body()).isEqualTo("{\"code\":\"PAGE_NOT_FOUND\"}");
            assertThat(Client.json(client.get("/v2/nothing")).has("error")).isTrue();
            assertThat(client.get("/v1/predict").statusCode()).isEqualTo(405);
            assertThat(client.get("/health").body()).isEqualTo("{\"status\":\"healthy\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "nonsense"})
    void notFoundAndHealth_thatAreNoJson_areRefused(String text) {
        assertThatThrownBy(() -> PredictServer.builder().notFound(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PredictServer.builder().health(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void list_ofAGet_isRefused() {
        Mount mount = Mount.get("/calc", "line");
        assertThatThrownBy(() -> mount.list("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("POST");
    }

    private static String pointer(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(422);
        return Client.json(response).at("/errors/0/pointer").asText();
    }

    private static String detail(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(422);
        return Client.json(response).at("/errors/0/detail").asText();
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
        return server(Mount.parse(mount));
    }

    private static PredictServer server(Mount mount) throws Exception {
        return PredictServer.builder()
                .bundle(Bundles.iris())
                .bundle(Bundles.line())
                .mount(mount)
                .start();
    }
}
