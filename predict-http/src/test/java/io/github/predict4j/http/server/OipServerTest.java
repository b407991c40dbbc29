package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.Gate;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of the Open Inference Protocol, and every status they answer with. */
class OipServerTest {
    private static final String INFER =
            "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[7]},"
                    + "{\"name\":\"b\",\"shape\":[1],\"datatype\":\"BOOL\",\"data\":[true]}]}";

    private static PredictServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        server = PredictServer.builder()
                .bundle(Bundles.line())
                .bundle(Bundles.iris())
                .limits(HttpLimits.DEFAULTS.withBody(1 << 20, 1000))
                .start();
        client = new Client(server);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void metadata_ofTheServer() throws Exception {
        HttpResponse<String> response = client.get("/v2");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode json = Client.json(response);
        assertThat(json.get("name").asText()).isEqualTo("predict4j");
        assertThat(json.get("version").asText()).isNotEmpty();
        assertThat(json.get("extensions").toString()).isEqualTo("[\"binary_tensor_data\",\"statistics\"]");
        assertThat(client.get("/v2/").statusCode()).isEqualTo(404);
    }

    @Test
    void metadata_ofAModel_withAndWithoutVersion() throws Exception {
        HttpResponse<String> newest = client.get("/v2/models/line");
        assertThat(newest.body())
                .isEqualTo("{\"name\":\"line\",\"versions\":[\"2.0.0\"],\"platform\":\"predict4j_bundle\",\"inputs\":["
                        + "{\"name\":\"a\",\"datatype\":\"INT64\",\"shape\":[-1,1]},"
                        + "{\"name\":\"b\",\"datatype\":\"BOOL\",\"shape\":[-1,1]}],\"outputs\":["
                        + "{\"name\":\"predict\",\"datatype\":\"FP64\",\"shape\":[-1,1]}]}");
        assertThat(client.get("/v2/models/line/versions/2.0.0").body()).isEqualTo(newest.body());
    }

    @Test
    void ready_saysSoInStatusAndBody() throws Exception {
        for (String path : List.of("/v2/models/line/ready", "/v2/models/line/versions/2.0.0/ready")) {
            HttpResponse<String> response = client.get(path);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"name\":\"line\",\"ready\":true}");
        }
    }

    @Test
    void infer_withAndWithoutVersion_saysWhichOne() throws Exception {
        String answer = "{\"model_name\":\"line\",\"model_version\":\"2.0.0\",\"outputs\":["
                + "{\"name\":\"predict\",\"shape\":[1,1],\"datatype\":\"FP64\",\"data\":[7001.0]}]}";
        HttpResponse<String> response = client.post("/v2/models/line/infer", INFER);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(answer);
        assertThat(client.post("/v2/models/line/versions/2.0.0/infer?x=1&timeout=0", INFER)
                        .body())
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/models/nope",
                "/v2/models/nope/ready",
                "/v2/models/nope/stats",
                "/v2/models/line/versions/1",
                "/v2/models/line/versions/1/ready",
                "/v2/models/line/versions/1/stats",
                "/v2/models/line/config",
                "/v2/models/LINE",
                "/v2/models/line/",
                "/v2/models/",
                "/v2/health",
                "/v2/repository/index",
                "/v2/systemsharedmemory/status",
                "/v2/trace/setting"
            })
    void unknownModelVersionOrPath_is404(String path) throws Exception {
        HttpResponse<String> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertError(response);
    }

    @Test
    void infer_unknownModelOrVersion_is404() throws Exception {
        for (String model : List.of("nope", "line/versions/1", "line/versions/v2.0.0")) {
            HttpResponse<String> response = client.post("/v2/models/" + model + "/infer", INFER);
            assertThat(response.statusCode()).isEqualTo(404);
            assertError(response);
        }
    }

    @Test
    void wrongMethod_is405WithAllow() throws Exception {
        HttpResponse<String> response = client.get("/v2/models/line/infer");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        assertError(response);
        HttpResponse<String> posted = client.post("/v2/models/line", "{}");
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
        assertError(posted);
    }

    @Test
    void badRequests_are400_whateverIsWrong() throws Exception {
        for (String body :
                List.of("", "{", "[]", "{}", INFER + "x", INFER.replace("[7]", "[1e300]"), INFER.replace("7", "7.5"))) {
            HttpResponse<String> response = client.post("/v2/models/line/infer", body);
            assertThat(response.statusCode()).isEqualTo(400);
            assertError(response);
        }
        HttpResponse<String> encoded = client.send(client.request("/v2/models/line/infer")
                .header("Content-Encoding", "gzip")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(INFER))
                .build());
        assertThat(encoded.statusCode()).isEqualTo(400);
        assertError(encoded);
    }

    @Test
    void faultOfARow_namesRowAndColumn() throws Exception {
        String body = INFER.replace("[1]", "[2]").replace("[7]", "[7,null]").replace("[true]", "[true,false]");
        assertThat(client.post("/v2/models/line/infer", body).body())
                .isEqualTo("{\"error\":\"1 fault in 1 of 2 rows: row 1: field \\\"a\\\": required a whole number of at"
                        + " most 2^53 in magnitude, found nothing\"}");
    }

    @Test
    void tooLarge_is413() throws Exception {
        HttpResponse<String> body = client.post("/v2/models/line/infer", " ".repeat(1 << 20) + INFER);
        assertThat(body.statusCode()).isEqualTo(413);
        assertError(body);
        String many = "{\"inputs\":[{\"name\":\"a\",\"shape\":[1001],\"datatype\":\"INT64\",\"data\":["
                + "1,".repeat(1000) + "1]}]}";
        HttpResponse<String> rows = client.post("/v2/models/line/infer", many);
        assertThat(rows.statusCode()).isEqualTo(413);
        assertThat(rows.body()).isEqualTo("{\"error\":\"a request must have at most 1000 rows, found 1001\"}");
    }

    @Test
    void statistics_countWhatWasAsked() throws Exception {
        try (PredictServer own = PredictServer.builder()
                .bundle(Bundles.line())
                .bundle(Bundles.iris())
                .start()) {
            Client asks = new Client(own);
            asks.post("/v2/models/line/infer", INFER);
            asks.post("/v2/models/line/infer", "{}");
            JsonNode all = Client.json(asks.get("/v2/models/stats")).get("model_stats");
            assertThat(all.findValuesAsText("name")).containsExactly("line", "iris");
            assertThat(all.at("/0/inference_stats/success/count").asInt()).isEqualTo(1);
            assertThat(all.at("/0/inference_stats/fail/count").asInt()).isEqualTo(1);
            assertThat(all.at("/0/batch_stats/0/batch_size").asInt()).isEqualTo(1);
            assertThat(all.at("/0/last_inference").asLong()).isPositive();
            assertThat(all.at("/1/inference_count").asInt()).isZero();
            for (String path : List.of("/v2/models/line/stats", "/v2/models/line/versions/2.0.0/stats")) {
                JsonNode one = Client.json(asks.get(path)).get("model_stats");
                assertThat(one.size()).isEqualTo(1);
                assertThat(one.get(0)).isEqualTo(all.get(0));
            }
        }
    }

    @Test
    void allWorkersTaken_is503() throws Exception {
        Gate gate = new Gate();
        try (PredictServer busy = PredictServer.builder()
                .bundle(gate.bundle())
                .limits(HttpLimits.DEFAULTS.withWorkers(1, 0))
                .start()) {
            Client asks = new Client(busy);
            CompletableFuture<HttpResponse<String>> first = asks.predictLater(Gate.longBody());
            gate.awaitRow();
            String body = "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[7"
                    + " ".repeat(1 << 16) + "]}]}";
            HttpResponse<String> second = asks.post("/v2/models/gate/infer", body);
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            assertError(second);
            gate.open();
            assertThat(first.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void faultOfOurs_is500WithAnIdOnly() throws Exception {
        Gate gate = new Gate();
        gate.breakDown();
        try (PredictServer broken =
                PredictServer.builder().bundle(gate.bundle()).start()) {
            HttpResponse<String> response = new Client(broken)
                    .post(
                            "/v2/models/gate/infer",
                            "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[7]}]}");
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).matches("\\{\"error\":\"internal error, id [0-9a-f]{16}\"}");
        }
    }

    private static void assertError(HttpResponse<String> response) throws Exception {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode json = Client.json(response);
        assertThat(json.size()).isEqualTo(1);
        assertThat(json.get("error").asText()).containsAnyOf("must", "required").contains("found");
    }
}
