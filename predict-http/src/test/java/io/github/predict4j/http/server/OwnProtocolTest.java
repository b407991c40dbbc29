package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the query and the media types of our own protocol change. */
class OwnProtocolTest {
    private static final String LINE = "/v1/models/line/predict";
    private static final String GOOD = "{\"a\":1,\"b\":true}";
    private static final String BAD = "{\"a\":1.5,\"b\":true}";

    private PredictServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        server = PredictServer.builder()
                .bundle(Bundles.iris())
                .bundle(Bundles.line())
                .bundle(Bundles.steep())
                .mount(Mount.parse("POST /calc=line?fields=prediction"))
                .start();
        client = new Client(server);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return client.send(client.request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void fields_chooseWhatIsAnswered() throws Exception {
        assertThat(client.post("/v1/predict?fields=probability,prediction", Bundles.VIRGINICA)
                        .body())
                .isEqualTo("{\"prediction\":\"virginica\",\"probability\":0.75}");
        assertThat(client.post("/v1/models/iris/predict?fields=prediction", "[" + Bundles.SETOSA + "]")
                        .body())
                .isEqualTo("[\"setosa\"]");
        assertThat(client.post(LINE + "?fields=prediction%2Cwarnings&x=y", "{\"k\":" + GOOD + "}")
                        .body())
                .isEqualTo("{\"k\":{\"prediction\":1001.0,\"warnings\":[]}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fields=                       | must be one of prediction, probability
            fields=nope                   | found "nope"
            fields=Prediction             | found "Prediction"
            fields=prediction,probability | a regression has no probabilities
            on_error=                     | must be fail or report
            on_error=REPORT               | must be fail or report
            """)
    void query_thatCannotBeMet_is400(String query, String detail) throws Exception {
        HttpResponse<String> response = client.post(LINE + "?" + query, GOOD);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Client.json(response).get("code").asText()).isEqualTo("invalid_parameter");
        assertThat(Client.json(response).get("detail").asText()).contains(detail);
    }

    @Test
    void query_ofAMount_isTheClientsOwn() throws Exception {
        assertThat(client.post("/calc?fields=nope&on_error=x", GOOD).body()).isEqualTo("1001.0");
    }

    @Test
    void array_withReport_hasFaultsInTheirPlace() throws Exception {
        HttpResponse<String> response = client.post(
                LINE + "?on_error=report&fields=prediction", "[" + GOOD + "," + BAD + ",[7]," + GOOD + ",{}]");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("[1001.0,{\"errors\":[{\"pointer\":\"/1/a\",\"row\":1,\"field\":\"a\",\"code\":\"invalid\","
                        + "\"detail\":\"field \\\"a\\\": required a whole number of at most 2^53 in magnitude,"
                        + " found 1.5\"}]},{\"errors\":[{\"pointer\":\"/2\",\"row\":2,");
        JsonNode answer = Client.json(response);
        assertThat(answer.size()).isEqualTo(5);
        assertThat(answer.at("/3").asDouble()).isEqualTo(1001);
        assertThat(answer.at("/4/errors").size()).isEqualTo(2);
        assertThat(client.post(LINE, "[" + GOOD + "," + BAD + "]").statusCode()).isEqualTo(422);
        assertThat(client.post(LINE + "?on_error=fail", "[" + GOOD + "," + BAD + "]")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void keyedRows_withReport_keepTheirKeys() throws Exception {
        HttpResponse<String> response = client.post(
                LINE + "?on_error=report&fields=prediction",
                "{\"10\":" + GOOD + ",\"x/y\":" + BAD + ",\"1\":" + GOOD + ",\"2\":null}");
        assertThat(response.body())
                .startsWith("{\"10\":1001.0,\"x/y\":{\"errors\":[{\"pointer\":\"/x~1y/a\",\"row\":1,");
        assertThat(response.body()).contains("},\"1\":1001.0,\"2\":{\"errors\":[{\"pointer\":\"/2\",\"row\":3,");
    }

    @Test
    void oneRow_withReport_isItsFaults() throws Exception {
        HttpResponse<String> response = client.post(LINE + "?on_error=report", BAD);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).at("/errors/0/pointer").asText()).isEqualTo("/a");
    }

    @Test
    void overflow_withReport_isInItsPlace() throws Exception {
        HttpResponse<String> response = client.post(
                "/v1/models/steep/predict?on_error=report&fields=prediction", "[{\"x\":1},{\"x\":10},{\"x\":0}]");
        assertThat(response.body()).startsWith("[1.0E308,{\"errors\":[{\"pointer\":\"/1\",\"row\":1,");
        assertThat(response.body()).contains("\"code\":\"not_finite\"").endsWith("}]},0.0]");
    }

    @Test
    void manyRows_withReport_keepTheirOrderAcrossBatches() throws Exception {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < 1000; i++) {
            body.append(i == 0 ? "" : ",").append(i % 7 == 3 ? BAD : "{\"a\":" + i + ",\"b\":false}");
        }
        JsonNode answer = Client.json(client.post(LINE + "?on_error=report&fields=prediction", body + "]"));
        assertThat(answer.size()).isEqualTo(1000);
        for (int i = 0; i < 1000; i++) {
            if (i % 7 == 3) {
                assertThat(answer.get(i).at("/errors/0/row").asInt()).isEqualTo(i);
            } else {
                assertThat(answer.get(i).asDouble()).isEqualTo(i * 1000.0);
            }
        }
    }

    @Test
    void textThatIsAtFault_isRefusedEvenWithReport() throws Exception {
        String path = LINE + "?on_error=report";
        assertThat(client.post(path, "[" + GOOD + ",").statusCode()).isEqualTo(400);
        assertThat(client.post(path, "7").statusCode()).isEqualTo(422);
        HttpResponse<String> twice = client.post(path, "{\"k\":" + GOOD + ",\"k\":" + GOOD + "}");
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(Client.json(twice).at("/errors/0/code").asText()).isEqualTo("duplicate_key");
    }

    @Test
    void ndjson_isAnsweredLineByLine() throws Exception {
        HttpResponse<String> response =
                post(LINE + "?fields=prediction", "application/x-ndjson", GOOD + "\n" + BAD + "\n" + GOOD);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.body().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("1001.0"),
                        line -> assertThat(line).startsWith("{\"line\":2,\"errors\":[{\"pointer\":\"/a\",\"row\":1,"),
                        line -> assertThat(line).isEqualTo("1001.0"));
    }

    @Test
    void csv_isAnsweredLineByLine() throws Exception {
        HttpResponse<String> response = post(LINE, "text/csv", "a,b\n1,true\nx,true\n");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/csv");
        assertThat(response.body())
                .startsWith("prediction,warnings,code,detail\n1001.0,,,\n,,invalid,\"row 1 (line 3): field");
    }

    @Test
    void stream_thatCannotBeRead_isAProblem() throws Exception {
        HttpResponse<String> header = post(LINE, "text/csv", "a,c\n1,true\n");
        assertThat(header.statusCode()).isEqualTo(422);
        assertThat(header.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Client.json(header).get("code").asText()).isEqualTo("invalid_header");
        assertThat(Client.json(header).get("detail").asText())
                .isEqualTo("required a header row with the fields a, b; found \"c\", which is no field, no \"b\"");
        assertThat(post(LINE, "text/csv", "").statusCode()).isEqualTo(400);
        assertThat(post(LINE, "text/csv; charset=latin1", "").statusCode()).isEqualTo(415);
        assertThat(post("/v1/models/nope/predict", "text/csv", "a\n").statusCode())
                .isEqualTo(404);
        assertThat(post(LINE + "?on_error=fail", "application/x-ndjson", GOOD).statusCode())
                .isEqualTo(400);
    }
}
