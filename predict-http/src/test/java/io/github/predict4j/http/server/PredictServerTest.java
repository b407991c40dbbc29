package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictServerTest {
    private PredictServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        server = PredictServer.builder()
                .bundle(Bundles.iris())
                .bundle(Bundles.line())
                .bundle(Bundles.tolerant())
                .start();
        client = new Client(server);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void predict_object_givesObject() throws Exception {
        HttpResponse<String> response = client.predict(Bundles.VIRGINICA);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"prediction\":\"virginica\",\"probability\":0.75,"
                        + "\"probabilities\":{\"setosa\":0.0,\"versicolor\":0.25,\"virginica\":0.75},\"warnings\":[],"
                        + "\"model\":{\"name\":\"iris\",\"version\":\"1.0.0\"},"
                        + "\"pipeline\":{\"name\":\"iris-features\",\"version\":\"1.2.0\"}}");
    }

    @Test
    void predict_array_givesArrayInOrder() throws Exception {
        HttpResponse<String> response = client.predict("[" + Bundles.SETOSA + "," + Bundles.VIRGINICA + "]");
        JsonNode answer = Client.json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.size()).isEqualTo(2);
        assertThat(answer.at("/0/prediction").asText()).isEqualTo("setosa");
        assertThat(answer.at("/1/prediction").asText()).isEqualTo("virginica");
    }

    @Test
    void predict_emptyArray_givesEmptyArray() throws Exception {
        HttpResponse<String> response = client.predict(" [ ] ");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("[]");
    }

    @Test
    void predict_objectOfObjects_givesSameKeysInSameOrder() throws Exception {
        HttpResponse<String> response = client.predict(
                "{\"b\":" + Bundles.VIRGINICA + ",\"\":" + Bundles.SETOSA + ",\"a\":" + Bundles.SETOSA + "}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).fieldNames()).toIterable().containsExactly("b", "", "a");
        assertThat(Client.json(response).at("/b/prediction").asText()).isEqualTo("virginica");
    }

    @Test
    void predict_ofNamedModel_isThatModels() throws Exception {
        assertThat(client.post("/v1/models/iris/predict", Bundles.SETOSA).body())
                .isEqualTo(client.predict(Bundles.SETOSA).body());
        assertThat(client.post("/v1/models/line/predict", "{\"a\":7,\"b\":true}")
                        .body())
                .isEqualTo("{\"prediction\":7001.0,\"warnings\":[],\"model\":{\"name\":\"line\",\"version\":\"2.0.0\"},"
                        + "\"pipeline\":{\"name\":\"line-features\",\"version\":\"1.0.0\"}}");
    }

    @Test
    void predict_rowsInSeveralBatches_areAllAnsweredInOrder() throws Exception {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < 1000; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"b\":false,\"a\":")
                    .append(i)
                    .append('}');
        }
        JsonNode answer = Client.json(client.post("/v1/models/line/predict", body + "]"));
        assertThat(answer.size()).isEqualTo(1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(answer.get(i).get("prediction").asDouble()).isEqualTo(1000.0 * i);
        }
    }

    @Test
    void predict_eightThreads_eachGetsItsOwnAnswer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int thread = t;
                wrong.add(threads.submit(() -> wrongAnswers(thread)));
            }
            for (Future<Integer> count : wrong) {
                assertThat(count.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int wrongAnswers(int thread) throws Exception {
        int wrong = 0;
        for (int i = 0; i < 100; i++) {
            int a = 1000 * thread + i;
            String one = "{\"a\":" + a + ",\"b\":true}";
            boolean many = i % 3 == 0;
            JsonNode answer = Client.json(
                    client.post("/v1/models/line/predict", many ? "[" + (one + ",").repeat(400) + one + "]" : one));
            double found = (many ? answer.get(400) : answer).get("prediction").asDouble();
            wrong += found == 1000.0 * a + 1 ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void warnings_areOfTheirRow() throws Exception {
        HttpResponse<String> response =
                client.post("/v1/models/tolerant/predict", "[{\"x\":2},{\"x\":\"bad\"},{\"x\":null},{}]");
        JsonNode answer = Client.json(response);
        assertThat(answer.at("/0/warnings").size()).isZero();
        assertThat(answer.at("/1/warnings").toString())
                .isEqualTo("[{\"field\":\"x\",\"code\":\"invalid_as_missing\"}]");
        assertThat(answer.at("/2/warnings").size()).isZero();
        assertThat(answer.findValuesAsText("prediction")).containsExactly("2.0", "1.0", "1.0", "1.0");
    }

    @Test
    void otherFields_whereTheSchemaLetsThemPass_arePassedOver() throws Exception {
        StringBuilder body = new StringBuilder("{\"x\":2");
        for (int i = 0; i < 20_000; i++) {
            body.append(",\"f").append(i).append("\":[{},1]");
        }
        HttpResponse<String> response = client.post("/v1/models/tolerant/predict", body + "}");
        assertThat(Client.json(response).get("prediction").asDouble()).isEqualTo(2);
    }

    @Test
    void twoServers_inOneJvm_serveTheirOwn() throws Exception {
        try (PredictServer other =
                PredictServer.builder().bundle(Bundles.line()).start()) {
            assertThat(other.port()).isNotEqualTo(server.port());
            assertThat(new Client(other).predict("{\"a\":1,\"b\":false}").statusCode())
                    .isEqualTo(200);
            assertThat(client.predict(Bundles.SETOSA).statusCode()).isEqualTo(200);
        }
        assertThat(client.predict(Bundles.SETOSA).statusCode()).isEqualTo(200);
    }

    @Test
    void health_ready_saysSo() throws Exception {
        assertThat(client.get("/").body()).isEqualTo("{\"status\":\"alive\"}");
        assertThat(client.get("/health").body()).startsWith("{\"status\":\"ready\",\"models\":[");
        assertThat(client.get("/v2/health/live").body()).isEqualTo("{\"live\":true}");
        assertThat(client.get("/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
    }

    @Test
    void head_isGetWithoutBody() throws Exception {
        HttpResponse<String> head = client.send(client.request("/v2/health/live")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("13");
    }

    @Test
    void longAnswer_isSentWhole() throws Exception {
        int rows = 3000;
        String one = client.predict(Bundles.SETOSA).body();
        String many = client.predict("[" + String.join(",", Collections.nCopies(rows, Bundles.SETOSA)) + "]")
                .body();
        assertThat(many)
                .hasSizeGreaterThan(5 << 16)
                .isEqualTo("[" + String.join(",", Collections.nCopies(rows, one)) + "]");
    }

    @Test
    void everyAnswer_hasTheHeaders() throws Exception {
        for (HttpResponse<String> response :
                List.of(client.get("/"), client.get("/nope"), client.predict("{}"), client.predict(Bundles.SETOSA))) {
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(response.headers().firstValue("Server")).isEmpty();
        }
        assertThat(client.get("/").headers().firstValue("Content-Type")).contains("application/json");
        assertThat(client.get("/nope").headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'");
        assertThat(client.predict(Bundles.SETOSA).headers().firstValue("Content-Security-Policy"))
                .isEmpty();
        assertThat(client.predict("{}").headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void unknownPath_is404() throws Exception {
        HttpResponse<String> response = client.get("/nope");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"the path must be one of a route, compared exactly; found another\","
                        + "\"instance\":\"/nope\",\"code\":\"unknown_path\"}");
        assertThat(Client.json(client.post("/v1/models/nope/predict", Bundles.SETOSA))
                        .get("code")
                        .asText())
                .isEqualTo("unknown_model");
        assertThat(client.get("/v2/nope").body()).startsWith("{\"error\":\"the path must");
    }

    @Test
    void wrongMethod_is405WithAllow() throws Exception {
        HttpResponse<String> response = client.get("/v1/predict");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        assertThat(client.post("/health", "{}").headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void start_portTaken_saysWhere() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, server.address().getAddress())) {
            PredictServer.Builder builder =
                    PredictServer.builder().bundle(Bundles.iris()).port(taken.getLocalPort());
            assertThatThrownBy(builder::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void start_withoutServableBundle_isRefused() {
        assertThatThrownBy(() -> PredictServer.builder().start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one bundle");
        Bundle alone = Bundle.of(Bundles.iris().pipeline());
        assertThatThrownBy(() -> PredictServer.builder().bundle(alone).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only a pipeline in \"iris-features\"");
        PredictServer.Builder twice =
                PredictServer.builder().bundle(Bundles.iris()).bundle(Bundles.iris());
        assertThatThrownBy(twice::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found \"iris\" 1.0.0 twice");
    }
}
