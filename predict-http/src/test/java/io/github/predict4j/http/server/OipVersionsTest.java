package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.protocol.ModelState;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.OipStatistics;
import io.github.predict4j.http.protocol.ServedModel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several versions of one model under the routes of the Open Inference Protocol, ready and not. */
class OipVersionsTest {
    private static final String INFER =
            "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]}]}";

    private final Models models = new Models(Models.Default.FIRST);
    private Http http;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        HttpLimits limits = HttpLimits.DEFAULTS;
        Metrics metrics = new Metrics(models);
        Router router = new Router(metrics);
        new OipRoutes(models, new OipStatistics(System::nanoTime, System::currentTimeMillis))
                .add(router, limits, new Workers(limits, System::nanoTime, metrics));
        http = Http.listen("127.0.0.1", 0, limits, new FramingGuard(router, new Failures(router)));
        client = new Client(http.address().getPort());
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private void ready(String version, int slope) {
        ServedModel model = new ServedModel("m", version, Bundles.slope(slope), 1000, 1 << 20);
        models.put(version, ModelStatus.ready(model));
    }

    private void notReady(String version, ModelState state) {
        models.put(version, new ModelStatus("m", version, state, "", null));
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return Client.json(response);
    }

    private void assertReady(String path, boolean ready) throws Exception {
        HttpResponse<String> response = client.get(path + "/ready");
        assertThat(response.statusCode()).isEqualTo(ready ? 200 : 503);
        assertThat(response.body()).isEqualTo("{\"name\":\"m\",\"ready\":" + ready + "}");
    }

    private JsonNode infer(String path) throws Exception {
        HttpResponse<String> response = client.post(path + "/infer", INFER);
        assertThat(response.statusCode()).isEqualTo(200);
        return Client.json(response);
    }

    @Test
    void twoVersions_areBothListed_newestFirst() throws Exception {
        ready("9", 3);
        ready("v10", 4);
        ready("10", 5);
        for (String path : List.of("/v2/models/m", "/v2/models/m/versions/9", "/v2/models/m/versions/10")) {
            assertThat(json(path).get("versions")).hasToString("[\"v10\",\"10\",\"9\"]");
            assertThat(json(path).get("name").asText()).isEqualTo("m");
        }
        assertThat(json("/v2/models/m/stats").get("model_stats").findValuesAsText("version"))
                .containsExactly("v10", "10", "9");
        assertThat(json("/v2/models/m/versions/9/stats").get("model_stats").findValuesAsText("version"))
                .containsExactly("9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "10"})
    void eachVersion_answersForItself(String version) throws Exception {
        ready("9", 9);
        ready("10", 10);
        String path = "/v2/models/m/versions/" + version;
        assertReady(path, true);
        JsonNode answer = infer(path);
        assertThat(answer.get("model_version").asText()).isEqualTo(version);
        assertThat(answer.at("/outputs/0/data/0").asInt()).isEqualTo(Integer.parseInt(version));
    }

    @Test
    void withoutAVersion_theNewestThatIsReady_answers() throws Exception {
        ready("9", 9);
        ready("10", 10);
        notReady("11", ModelState.LOADING);
        assertReady("/v2/models/m", true);
        assertReady("/v2/models/m/versions/11", false);
        assertThat(infer("/v2/models/m").get("model_version").asText()).isEqualTo("10");
        assertThat(json("/v2/models/m").get("versions")).hasToString("[\"10\",\"9\"]");
    }

    @Test
    void noVersionReady_is503_untilOneIs() throws Exception {
        notReady("1", ModelState.LOADING);
        notReady("2", ModelState.UNAVAILABLE);
        for (String path : List.of("/v2/models/m", "/v2/models/m/versions/1", "/v2/models/m/versions/2")) {
            assertReady(path, false);
            assertError(client.get(path));
            assertError(client.get(path + "/stats"));
            assertError(client.post(path + "/infer", INFER));
        }
        assertThat(client.get("/v2/models/m/versions/3/ready").statusCode()).isEqualTo(404);
        ready("1", 1);
        assertReady("/v2/models/m", true);
        assertReady("/v2/models/m/versions/1", true);
        assertReady("/v2/models/m/versions/2", false);
    }

    private static void assertError(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.body()).isEqualTo("{\"error\":\"the model must be ready, found that it is not\"}");
    }
}
