package io.github.predict4j.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.examples.Main;
import io.github.predict4j.examples.Program;
import io.github.predict4j.examples.bike.Bike;
import io.github.predict4j.examples.bike.GeneratedDays;
import io.github.predict4j.http.server.PredictServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each article's own requests, sent to the three services in one server. */
class MigrationTest {
    private static final String DAY = """
            {"instant":1,"dteday":"2011-01-01T00:00:00.000Z","season":1,"yr":0,"mnth":1,"holiday":0,"weekday":6,\
            "workingday":0,"weathersit":2,"temp":0.344167,"atemp":0.363625,"hum":0.805833,"windspeed":0.160446}""";
    private static final String GETPRED = "/iris/api/v1.0/getpred";

    private static PredictServer server;

    @BeforeAll
    static void start() throws IOException {
        byte[] days = GeneratedDays.csv(7).getBytes(StandardCharsets.UTF_8);
        server = Services.all(Bike.days(new ByteArrayInputStream(days))).start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void makecalc_givesANumberAKey_inTheRequestsOrder() throws Exception {
        HttpResponse<String> answer = post("/api/makecalc/", "{\"10\":" + DAY + ",\"1\":" + DAY + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("\\{\"10\":[0-9.]+,\"1\":[0-9.]+}");
    }

    @Test
    void makecalc_badDate_isRefusedAtOnceUnderItsKey() throws Exception {
        HttpResponse<String> answer =
                post("/api/makecalc/", "{\"10\":" + DAY + ",\"1\":" + DAY.replace("2011-01-01T", "2011-02-30T") + "}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/errors/0/pointer").asText()).isEqualTo("/1/dteday");
    }

    @Test
    void getpred_givesEachClassWithItsProbability() throws Exception {
        HttpResponse<String> answer =
                get(GETPRED + "?sepal_length=5.1&sepal_width=3.5&petal_length=1.4&petal_width=0.2");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode result = json(answer).get("result");
        assertThat(json(answer).size()).isEqualTo(1);
        assertThat(result.findValuesAsText("class")).containsExactlyInAnyOrder("setosa", "versicolor", "virginica");
        for (JsonNode share : result) {
            assertThat(share.get("probability").asDouble())
                    .isEqualTo(share.get("class").asText().equals("setosa") ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?sepal_length=5.1&sepal_width=3.5&petal_length=1.4",
                "?sepal_length=5.1&sepal_width=3.5&petal_length=1.4&petal_width=",
                "?sepal_length=5.1&sepal_width=3.5&petal_length=1.4&petal_width=wide",
                "?sepal_length=5.1&sepal_width=3.5&petal_length=1.4&petal_width=nan",
                "?sepal_length=5.1&sepal_width=3.5&petal_length=1.4&petal_width=0.2&petal_widht=0.2",
                "?sepal_length=5.1&sepal_width=3.5&petal_length=1.4&petal_width=0.2&petal_width=0.2",
                "?sepal_length=5.1&sepal_width=3.5&petal_length=1.4&petal_width=31"
            })
    void getpred_badInput_isRefusedAtOnce(String query) throws Exception {
        HttpResponse<String> answer = get(GETPRED + query);
        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(json(answer).at("/errors/0/field").asText()).isNotEmpty();
    }

    @Test
    void unknownPath_isAnsweredAsTheArticleDoes() throws Exception {
        HttpResponse<String> answer = get("/iris/api/v1.0/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"code\":\"PAGE_NOT_FOUND\"}");
    }

    @Test
    void predict_givesPredictionConfidenceAndTheInput() throws Exception {
        HttpResponse<String> answer = post("/predict", "{\"features\":[5.1,3.5,1.4,0.2]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).fieldNames()).toIterable().containsExactly("prediction", "confidence", "input");
        assertThat(json(answer).get("prediction").asText()).isEqualTo("setosa");
        assertThat(json(answer).get("confidence").asDouble()).isBetween(0.5, 1.0);
        assertThat(json(answer).get("input").toString()).isEqualTo("[5.1,3.5,1.4,0.2]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[5.1,3.5,1.4,0.2]",
                "{\"features\":[]}",
                "{\"features\":[5.1,3.5,1.4]}",
                "{\"features\":[5.1,3.5,1.4,0.2,7]}",
                "{\"features\":[5.1,3.5,1.4,\"0.2\"]}",
                "{\"features\":[5.1,3.5,1.4,null]}",
                "{\"features\":[5.1,3.5,1.4,[0.2]]}",
                "{\"features\":{\"sepal_length\":5.1}}",
                "{\"features\":[5.1,3.5,1.4,0.2],\"features\":[5.1,3.5,1.4,0.2]}",
                "{\"features\":[5.1,3.5,1.4,0.2]}}"
            })
    void predict_badInput_isRefusedAtOnce(String body) throws Exception {
        HttpResponse<String> answer = post("/predict", body);
        assertThat(answer.statusCode()).isIn(400, 422);
        assertThat(json(answer).get("detail").asText()).isNotEmpty();
    }

    @Test
    void health_andRoot_answer() throws Exception {
        assertThat(get("/health").body()).isEqualTo("{\"status\":\"healthy\",\"model\":\"loaded\"}");
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    /** The whole command, which without the data says in one sentence what to do. */
    @Test
    void migration_asACommand(@TempDir Path folder) throws Exception {
        Path absent = folder.resolve("day.csv");
        try (Program migration = Program.start(folder, Main.class, "migration", "--data", absent.toString())) {
            assertThat(migration.end()).contains("there is no file " + absent).endsWith("exit 1");
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
