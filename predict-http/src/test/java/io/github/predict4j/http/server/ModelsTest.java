package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.Gate;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several models and versions, as clients see them. */
@Timeout(60)
class ModelsTest {
    @TempDir
    private Path folder;

    @Test
    void versions_sideBySide_theNewestIsTheDefault() throws Exception {
        try (PredictServer server = PredictServer.builder()
                .bundle(Bundles.slope(10))
                .bundle(Bundles.slope(9))
                .bundle(Bundles.line())
                .start()) {
            Client client = new Client(server);
            assertThat(prediction(client, "/v1/predict")).isEqualTo(10);
            assertThat(prediction(client, "/v1/models/slope/predict")).isEqualTo(10);
            assertThat(prediction(client, "/v1/models/slope/versions/9.0.0/predict"))
                    .isEqualTo(9);
            HttpResponse<String> unknown = client.post("/v1/models/slope/versions/8.0.0/predict", "{\"x\":1}");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(Client.json(unknown).get("code").asText()).isEqualTo("unknown_version");
            assertThat(client.get("/v1/models").body()).isEqualTo("{\"models\":[\"slope\",\"line\"]}");
            assertThat(client.get("/v1/models/slope").body())
                    .isEqualTo("{\"name\":\"slope\",\"ready\":true,\"model_version_status\":["
                            + "{\"version\":\"10.0.0\",\"state\":\"AVAILABLE\","
                            + "\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}},"
                            + "{\"version\":\"9.0.0\",\"state\":\"AVAILABLE\","
                            + "\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}}]}");
            assertThat(Client.json(client.get("/v1/models/slope/versions/9.0.0"))
                            .get("model_version_status")
                            .size())
                    .isEqualTo(1);
            for (String none : List.of("/v1/models/nope", "/v1/models/slope/versions/1")) {
                assertThat(client.get(none).statusCode()).isEqualTo(404);
                assertThat(Client.json(client.get(none)).fieldNames())
                        .toIterable()
                        .containsExactly("error");
            }
            HttpResponse<String> wrong = client.post("/v1/models/slope", "{}");
            assertThat(wrong.statusCode()).isEqualTo(405);
            assertThat(wrong.headers().firstValue("Allow")).contains("GET, HEAD");
        }
    }

    @Test
    void directory_emptyAtFirst_isReadyOncePublished_andNotAfterTheLastIsGone() throws Exception {
        try (PredictServer server =
                PredictServer.builder().models(folder).warmUp(3).start()) {
            server.awaitLoaded();
            Client client = new Client(server);
            assertThat(client.get("/v2/health/ready").statusCode()).isEqualTo(503);
            assertThat(client.get("/health").body()).isEqualTo("{\"status\":\"unavailable\",\"models\":[]}");
            assertThat(client.predict("{\"x\":1}").statusCode()).isEqualTo(503);
            Bundles.slope(4).write(folder.resolve("m.predict"));
            await(client, 200);
            assertThat(prediction(client, "/v1/models/m/predict")).isEqualTo(4);
            assertThat(Client.json(client.predict("{\"x\":1}")).get("model").toString())
                    .isEqualTo("{\"name\":\"m\",\"version\":\"4.0.0\"}");
            Files.delete(folder.resolve("m.predict"));
            await(client, 503);
            assertThat(client.predict("{\"x\":1}").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void severalInADirectory_haveNoDefault_unlessItIsNamed() throws Exception {
        Bundles.slope(4).write(folder.resolve("a.predict"));
        Bundles.slope(5).write(folder.resolve("b.predict"));
        try (PredictServer server = PredictServer.builder().models(folder).start()) {
            server.awaitLoaded();
            Client client = new Client(server);
            HttpResponse<String> none = client.predict("{\"x\":1}");
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(Client.json(none).get("detail").asText())
                    .isEqualTo("the path must name a served model, found none, and there are several but no default");
            assertThat(client.post("/invocations", "{\"instances\":[1]}").statusCode())
                    .isEqualTo(404);
        }
        try (PredictServer server =
                PredictServer.builder().models(folder).defaultModel("b").start()) {
            server.awaitLoaded();
            Client client = new Client(server);
            assertThat(prediction(client, "/v1/predict")).isEqualTo(5);
            assertThat(client.post("/invocations", "{\"instances\":[1]}").body())
                    .isEqualTo("{\"predictions\":[5.0]}");
            JsonNode asked = Client.json(client.get("/openapi.json")).at("/paths/~1v1~1predict/post/requestBody");
            assertThat(asked.findValuesAsText("$ref")).contains("#/components/schemas/b.row");
        }
    }

    @Test
    void defaultOfBundles_isTheOneThatIsNamed_orNoneOfThemIsServed() throws Exception {
        PredictServer.Builder both =
                PredictServer.builder().bundle(Bundles.line()).bundle(Bundles.slope(6));
        try (PredictServer server = both.defaultModel("slope").start()) {
            assertThat(prediction(new Client(server), "/v1/predict")).isEqualTo(6);
        }
        assertThatThrownBy(() -> both.defaultModel("nope").start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the default model must be one of the models [line, slope], found \"nope\"");
        assertThatThrownBy(() -> both.defaultModel("no/name")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void defaultThatIsYetToCome_isAwaited_andTheServerIsReadyAsLongAsItIs() throws Exception {
        try (PredictServer server =
                PredictServer.builder().models(folder).defaultModel("b").start()) {
            server.awaitLoaded();
            Client client = new Client(server);
            Bundles.slope(4).write(folder.resolve("a.predict"));
            await(client, "/v1/models/a", 200);
            assertThat(client.get("/v2/health/ready").statusCode()).isEqualTo(503);
            assertThat(client.get("/ping").statusCode()).isEqualTo(503);
            HttpResponse<String> waiting = client.predict("{\"x\":1}");
            assertThat(waiting.statusCode()).isEqualTo(503);
            assertThat(Client.json(waiting).get("code").asText()).isEqualTo("not_ready");
            Bundles.slope(5).write(folder.resolve("b.predict"));
            await(client, 200);
            assertThat(prediction(client, "/v1/predict")).isEqualTo(5);
            Files.delete(folder.resolve("b.predict"));
            await(client, 503);
        }
    }

    @Test
    void files_areReadAfterListening_andABadOneIsTold() throws Exception {
        Path good = folder.resolve("good.predict");
        Bundles.slope(1).write(good);
        Path bad = Files.write(folder.resolve("bad.predict"), new byte[10]);
        try (PredictServer server = PredictServer.builder().file(good).file(bad).start()) {
            assertThat(catchThrowable(server::awaitLoaded)).hasMessageStartingWith(bad + ": CORRUPT");
            Client client = new Client(server);
            assertThat(server.ready()).isFalse();
            JsonNode health = Client.json(client.get("/health"));
            assertThat(health.get("status").asText()).isEqualTo("unavailable");
            assertThat(health.at("/models/1/state").asText()).isEqualTo("unavailable");
            assertThat(health.at("/models/1/reason").asText()).startsWith("CORRUPT");
            assertThat(client.get("/v1/models/bad").statusCode()).isEqualTo(503);
            assertThat(prediction(client, "/v1/predict")).isEqualTo(1);
        }
    }

    @Test
    void swap_requestInFlight_isAnsweredByTheModelItBeganWith() throws Exception {
        Gate gate = new Gate();
        Gate open = new Gate();
        open.open();
        try (PredictServer server =
                PredictServer.builder().bundle(gate.bundle()).start()) {
            Client client = new Client(server);
            CompletableFuture<HttpResponse<String>> old = client.predictLater(Gate.longBody());
            gate.awaitRow();
            server.swap(open.bundle());
            assertThat(client.predict(Gate.longBody()).statusCode()).isEqualTo(200);
            assertThat(old).isNotDone();
            gate.open();
            assertThat(old.get().statusCode()).isEqualTo(200);
        }
    }

    private static double prediction(Client client, String path) throws Exception {
        return Client.json(client.post(path, "{\"x\":1}")).get("prediction").asDouble();
    }

    private static void await(Client client, int readiness) throws Exception {
        await(client, "/v2/health/ready", readiness);
    }

    private static void await(Client client, String path, int status) throws Exception {
        while (client.get(path).statusCode() != status) {
            Thread.onSpinWait();
        }
    }
}
