package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.openapi.OpenApiDocument;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    private PredictServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        server = builder().start();
        client = new Client(server);
    }

    private static PredictServer.Builder builder() {
        return PredictServer.builder()
                .bundle(Bundles.iris())
                .bundle(Bundles.line())
                .mount(Mount.parse("GET /getpred=iris?fields=probabilities"))
                .mount(Mount.post("/echo", "line").list("values").shape((prediction, input) -> input));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void openApi_ofTheServer_isValid() throws Exception {
        OpenApiDocument document = document();
        assertThat(document.faults()).isEmpty();
        assertThat(document.brokenReferences()).isEmpty();
    }

    @Test
    void openApi_hasEveryRoute_andOnlyThose() throws Exception {
        List<String> described = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document().tree().get("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (!method.equals("parameters")) {
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        described.removeAll(List.of("POST /v1/models/iris/predict", "POST /v1/models/line/predict"));
        try (Service service = new Service(builder().settings())) {
            List<String> routes = service.router().routes().stream()
                    .filter(route -> !route.startsWith("GET /docs"))
                    .toList();
            assertThat(described).containsExactlyInAnyOrderElementsOf(routes);
        }
    }

    @Test
    void openApi_examples_areAnsweredAsItSays() throws Exception {
        int asked = 0;
        for (Map.Entry<String, JsonNode> path : document().tree().get("paths").properties()) {
            JsonNode bodies = path.getValue().at("/post/requestBody/content/application~1json");
            JsonNode answers = path.getValue().at("/post/responses/200/content/application~1json");
            for (Map.Entry<String, JsonNode> example : bodies.path("examples").properties()) {
                HttpResponse<String> answer = client.post(
                        path.getKey(), example.getValue().get("value").toString());
                assertThat(Client.json(answer)).isEqualTo(answers.at("/examples/" + example.getKey() + "/value"));
                asked++;
            }
        }
        assertThat(asked).isEqualTo(9);
        JsonNode echo = document().tree().at("/paths/~1echo/post");
        assertThat(Client.json(client.post(
                        "/echo",
                        echo.at("/requestBody/content/application~1json/example")
                                .toString())))
                .isEqualTo(echo.at("/responses/200/content/application~1json/example"));
    }

    @Test
    void openApi_problems_areWhatIsAnswered() throws Exception {
        OpenApiDocument document = document();
        for (String body : List.of("{", "{\"a\":1.5}", "[1]")) {
            HttpResponse<String> answer = client.post("/v1/models/line/predict", body);
            String response = "/paths/~1v1~1models~1line~1predict/post/responses/" + answer.statusCode() + "/$ref";
            assertThat(document.tree().at(response).isMissingNode()).isFalse();
            assertThat(document.faults("/components/schemas/Problem", Client.json(answer)))
                    .isEmpty();
        }
    }

    @Test
    void openApi_status_isWhatIsAnswered() throws Exception {
        OpenApiDocument document = document();
        assertThat(document.faults("/components/schemas/ModelStatus", Client.json(client.get("/v1/models/iris"))))
                .isEmpty();
        assertThat(document.faults("/components/schemas/Error", Client.json(client.get("/v1/models/nothing"))))
                .isEmpty();
    }

    @Test
    void openApi_tensors_areWhatIsAsked_andAnswered() throws Exception {
        OpenApiDocument document = document();
        assertThat(document.faults("/components/schemas/ModelMetadata", Client.json(client.get("/v2/models/iris"))))
                .isEmpty();
        String request =
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,4],\"datatype\":\"FP64\"," + "\"data\":[5.1,3.5,1.4,0.2]}]}";
        assertThat(document.faults("/components/schemas/InferenceRequest", new ObjectMapper().readTree(request)))
                .isEmpty();
        HttpResponse<String> answer = client.post("/v2/models/iris/infer", request);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(document.faults("/components/schemas/InferenceResponse", Client.json(answer)))
                .isEmpty();
    }

    @Test
    void schema_ofAModel_isInOneDocument() throws Exception {
        JsonNode description = Client.json(client.get("/v1/models/iris/schema"));
        assertThat(description.fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "version",
                        "id",
                        "task",
                        "target",
                        "labels",
                        "columns",
                        "row",
                        "answer",
                        "example",
                        "pipeline",
                        "metrics");
        assertThat(client.get("/v1/models/iris/versions/1.0.0/schema").body()).isEqualTo(description.toString());
        assertThat(client.get("/v1/models/iris/versions/2/schema").statusCode()).isEqualTo(404);
        assertThat(client.get("/v1/models/nothing/schema").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/openapi.json", "/docs", "/docs/start.js", "/docs/swagger-ui.css", "/v1/models/iris/schema"})
    void document_thatTheClientHas_isNotSentAgain(String path) throws Exception {
        HttpResponse<String> first = client.get(path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second =
                client.send(client.request(path).header("If-None-Match", tag).build());
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(client.send(client.request(path)
                                .header("If-None-Match", "\"other\"")
                                .build())
                        .body())
                .isEqualTo(first.body());
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html; charset=utf-8",
        "/docs/start.js, text/javascript; charset=utf-8",
        "/docs/swagger-ui.css, text/css; charset=utf-8",
        "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
        "/docs/favicon-32x32.png, image/png"
    })
    void docs_areServedWithTheirType(String path, String type) throws Exception {
        HttpResponse<String> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.body()).isNotEmpty();
    }

    @Test
    void docs_page_loadsOnlyWhatThisServerHas_andNothingInline() throws Exception {
        HttpResponse<String> page = client.get("/docs");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        Matcher links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
        int count = 0;
        while (links.find()) {
            assertThat(client.get("/" + links.group(1)).statusCode()).isEqualTo(200);
            count++;
        }
        assertThat(count).isEqualTo(5);
        assertThat(page.body()).doesNotContainPattern("<script>|<style|style=| on[a-z]+=");
    }

    @Test
    void root_isAPageForABrowser_andJsonForOthers() throws Exception {
        assertThat(client.get("/").body()).isEqualTo("{\"status\":\"alive\"}");
        HttpResponse<String> page = client.send(client.request("/")
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .build());
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Vary")).hasValue("Accept");
        assertThat(page.body())
                .contains("<h2>iris <small>1.0.0</small></h2>", "setosa, versicolor, virginica")
                .contains("href=\"docs\"", "href=\"openapi.json\"", "href=\"v1/models/line/schema\"")
                .contains("/v1/models/line/predict --json '{&quot;a&quot;:0,&quot;b&quot;:false}'");
    }

    @Test
    void root_whatABundleAndAClientSay_isText() throws Exception {
        Bundle hostile = Bundles.categories("<script>alert('1')</script>", "b & \"c\"");
        try (PredictServer other = PredictServer.builder().bundle(hostile).start();
                RawConnection connection = new RawConnection(other)) {
            String page = connection
                    .send("GET / HTTP/1.1\r\nHost: a'$(x)\r\nAccept: text/html\r\n\r\n")
                    .readAnswer();
            assertThat(page)
                    .startsWith("HTTP/1.1 200")
                    .contains("curl http://localhost:8080/v1/models/")
                    .contains("&lt;script&gt;alert('\\''1'\\'')&lt;/script&gt;")
                    .doesNotContain("<script>", "$(x)");
        }
    }

    private OpenApiDocument document() throws IOException, InterruptedException {
        HttpResponse<String> response = client.get("/openapi.json");
        assertThat(response.headers().firstValue("Content-Type")).isEqualTo(Optional.of("application/json"));
        return new OpenApiDocument(response.body().getBytes(StandardCharsets.UTF_8));
    }
}
