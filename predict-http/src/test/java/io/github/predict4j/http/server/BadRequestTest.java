package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of bad request: a 4xx that names every fault, and a server that answers the next good one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestTest {
    private static final String REST = "\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}";
    private static final String LENGTH = "{\"sepal_length\":";

    private PredictServer server;
    private Client client;

    @BeforeAll
    void start() throws IOException {
        server = PredictServer.builder()
                .bundle(Bundles.iris())
                .bundle(Bundles.line())
                .bundle(Bundles.steep())
                .limits(HttpLimits.DEFAULTS.withBody(1 << 20, 1000))
                .start();
        client = new Client(server);
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    @AfterEach
    void nextGoodOne_isAnswered() throws Exception {
        HttpResponse<String> response = client.predict(Bundles.SETOSA);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).get("prediction").asText()).isEqualTo("setosa");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("empty", "", "empty_body"),
                Arguments.of("space", " \n", "empty_body"),
                Arguments.of("broken", "{\"sepal_length\":5.1,", "malformed_json"),
                Arguments.of("no value", "{\"sepal_length\":}", "malformed_json"),
                Arguments.of("single quotes", "{'sepal_length':5.1}", "malformed_json"),
                Arguments.of("comment", "{/* */}", "malformed_json"),
                Arguments.of("trailing comma", "[" + Bundles.SETOSA + ",]", "malformed_json"),
                Arguments.of("leading zero", LENGTH + "05," + REST, "malformed_json"),
                Arguments.of("plus", LENGTH + "+5," + REST, "malformed_json"),
                Arguments.of("hexadecimal", LENGTH + "0x5," + REST, "malformed_json"),
                Arguments.of("NaN", LENGTH + "NaN," + REST, "malformed_json"),
                Arguments.of("Infinity", LENGTH + "-Infinity," + REST, "malformed_json"),
                Arguments.of("control character", "{\"a\u0001\":1}", "malformed_json"),
                Arguments.of("trailing text", Bundles.SETOSA + " x", "trailing_text"),
                Arguments.of("second value", Bundles.SETOSA + Bundles.SETOSA, "trailing_text"),
                Arguments.of("trailing bracket", Bundles.SETOSA + "]", "trailing_text"),
                Arguments.of("half surrogate name", "{\"\\ud800\":1}", "malformed_json"),
                Arguments.of("half surrogate value", LENGTH + "\"\\udc00x\"," + REST, "malformed_json"),
                Arguments.of("half surrogate key", "{\"\\ud800\":" + Bundles.SETOSA + "}", "malformed_json"),
                Arguments.of("byte order mark", "\uFEFF" + Bundles.SETOSA, "malformed_json"),
                Arguments.of("nesting", "[".repeat(40) + "]".repeat(40), "over_limit"),
                Arguments.of("long number", LENGTH + "1".repeat(129) + "," + REST, "over_limit"),
                Arguments.of("long text", LENGTH + "\"" + "x".repeat(4097) + "\"," + REST, "over_limit"),
                Arguments.of("long name", "{\"" + "x".repeat(300) + "\":1}", "over_limit"),
                Arguments.of("many values", "[" + "1,".repeat(9000) + "1]", "too_many_rows"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformedText_isRefused(String name, String body, String code) throws Exception {
        HttpResponse<String> response = client.predict(body);
        assertThat(response.statusCode()).isEqualTo(code.equals("too_many_rows") ? 413 : 400);
        JsonNode problem = problem(response);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("detail").asText()).contains("found");
    }

    static Stream<Arguments> bytes() {
        return Stream.of(
                Arguments.of("UTF-16", Bundles.SETOSA.getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("UTF-32", Bundles.SETOSA.getBytes(Charset.forName("UTF-32BE"))),
                Arguments.of("Latin 1", "{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1)),
                Arguments.of("overlong", new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}),
                Arguments.of("cut off", new byte[] {'{', '"', (byte) 0xE2, (byte) 0x82}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytes")
    void notUtf8_isRefused(String name, byte[] body) throws Exception {
        HttpResponse<String> response = client.post("/v1/predict", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response).get("code").asText()).isEqualTo("malformed_json");
    }

    static Stream<Arguments> content() {
        String missing = "/sepal_width missing, /petal_length missing, /petal_width missing";
        return Stream.of(
                Arguments.of("null", "null", 422, " not_a_row"),
                Arguments.of("number", "5", 422, " not_a_row"),
                Arguments.of("text", "\"x\"", 422, " not_a_row"),
                Arguments.of("empty object", "{}", 422, "/sepal_length missing, " + missing),
                Arguments.of("missing", "{\"sepal_length\":5.1}", 422, missing),
                Arguments.of("null value", LENGTH + "null," + REST, 422, "/sepal_length missing"),
                Arguments.of("1e400", LENGTH + "1e400," + REST, 422, "/sepal_length invalid"),
                Arguments.of("2^53 + 1", LENGTH + "9007199254740993," + REST, 422, "/sepal_length invalid"),
                Arguments.of("long digits", LENGTH + "1000000000000000000001," + REST, 422, "/sepal_length invalid"),
                Arguments.of("text for number", LENGTH + "\"5.1\"," + REST, 422, "/sepal_length invalid"),
                Arguments.of("boolean for number", LENGTH + "true," + REST, 422, "/sepal_length invalid"),
                Arguments.of("array for number", LENGTH + "[1,[2]]," + REST, 422, "/sepal_length invalid"),
                Arguments.of(
                        "misspelt",
                        "{\"sepal_lenght\":5.1," + REST,
                        422,
                        "/sepal_length missing, /sepal_lenght unknown_field"),
                Arguments.of(
                        "extra",
                        "{\"x/~y\":{\"z\":[1]}," + Bundles.SETOSA.substring(1),
                        422,
                        "/x~1~0y/sepal_length missing, /x~1~0y/sepal_width missing, /x~1~0y/petal_length missing,"
                                + " /x~1~0y/petal_width missing, /x~1~0y/z unknown_field, /sepal_length not_a_row, /sepal_width not_a_row,"
                                + " /petal_length not_a_row, /petal_width not_a_row"),
                Arguments.of(
                        "extra at the end", LENGTH + "1,\"x/~y\":{\"z\":[1]}," + REST, 422, "/x~1~0y unknown_field"),
                Arguments.of(
                        "duplicate", LENGTH + "5.1,\"sepal_length\":5.1," + REST, 400, "/sepal_length duplicate_field"),
                Arguments.of(
                        "duplicate key",
                        "{\"a\":" + Bundles.SETOSA + ",\"a\":" + Bundles.SETOSA + "}",
                        400,
                        "/a duplicate_key"),
                Arguments.of("beyond the range", Bundles.SETOSA.replace("1.4", "31"), 422, "/petal_length invalid"),
                Arguments.of(
                        "array of no objects",
                        "[1,null,[" + Bundles.SETOSA + "]]",
                        422,
                        "/0 not_a_row, /1 not_a_row, /2 not_a_row"),
                Arguments.of(
                        "one bad row of two",
                        "[" + Bundles.SETOSA + ",{\"sepal_length\":5.1}]",
                        422,
                        "/1/sepal_width missing, /1/petal_length missing, /1/petal_width missing"),
                Arguments.of(
                        "all rows' faults",
                        "[" + LENGTH + "\"a\"," + REST + "," + Bundles.SETOSA + ","
                                + Bundles.SETOSA.replace("0.2", "null") + "]",
                        422,
                        "/0/sepal_length invalid, /2/petal_width missing"),
                Arguments.of(
                        "keyed",
                        "{\"k/\":" + Bundles.SETOSA + ",\"m\":{}}",
                        422,
                        "/m/sepal_length missing, /m/sepal_width missing, /m/petal_length missing,"
                                + " /m/petal_width missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("content")
    void badContent_isRefusedWithAllFaults(String name, String body, int status, String faults) throws Exception {
        HttpResponse<String> response = client.predict(body);
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode problem = problem(response);
        assertThat(problem.get("code").asText()).isEqualTo("invalid_rows");
        assertThat(faults(problem)).isEqualTo(faults);
        for (JsonNode fault : problem.get("errors")) {
            assertThat(fault.get("detail").asText()).contains("required ").contains(", found ");
        }
    }

    @Test
    void fault_says_whereFieldRequiredAndFound() throws Exception {
        JsonNode problem = problem(client.predict("[" + Bundles.SETOSA + "," + LENGTH + "\"5.1\"," + REST + "]"));
        assertThat(problem.get("errors").toString())
                .isEqualTo(
                        "[{\"pointer\":\"/1/sepal_length\",\"row\":1,\"field\":\"sepal_length\",\"code\":\"invalid\","
                                + "\"detail\":\"field \\\"sepal_length\\\": required a finite number, found \\\"5.1\\\"\"}]");
        assertThat(problem.get("detail").asText()).isEqualTo("1 fault in 1 of 2 rows");
    }

    @Test
    void integerAndBoolean_ofAnotherType_areRefused() throws Exception {
        HttpResponse<String> response = client.post(
                "/v1/models/line/predict",
                "[{\"a\":1.5,\"b\":1},{\"a\":\"1\",\"b\":\"true\"},{\"a\":{},\"b\":[]},{\"a\":1.0,\"b\":true}]");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(faults(problem(response)))
                .isEqualTo("/0/a invalid, /0/b invalid, /1/a invalid, /1/b invalid, /2/a invalid, /2/b invalid");
    }

    @Test
    void manyFaults_areCountedAndTheFirstHundredListed() throws Exception {
        JsonNode problem = problem(client.predict("[" + "{},".repeat(99) + Bundles.SETOSA + "]"));
        assertThat(problem.get("errors").size()).isEqualTo(100);
        assertThat(problem.get("detail").asText()).isEqualTo("396 faults in 99 of 100 rows; the first 100 are listed");
    }

    @Test
    void sumThatOverflows_isRefused() throws Exception {
        HttpResponse<String> response = client.post("/v1/models/steep/predict", "[{\"x\":1},{\"x\":10},{\"x\":-10}]");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(faults(problem(response))).isEqualTo("/1 not_finite, /2 not_finite");
    }

    @Test
    void tooManyRows_is413() throws Exception {
        String row = "{\"a\":1,\"b\":true},";
        String rows = "[" + row.repeat(1000) + row.substring(0, row.length() - 1) + "]";
        HttpResponse<String> response = client.post("/v1/models/line/predict", rows);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(problem(response).get("detail").asText()).contains("at most 1000 rows");
    }

    @Test
    void bodyOverTheLimit_is413() throws Exception {
        HttpResponse<String> response = client.predict(" ".repeat(1 << 20) + "1");
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(problem(response).get("code").asText()).isEqualTo("too_large");
    }

    @Test
    void bodyAtTheLimit_isRead() throws Exception {
        String space = " ".repeat((1 << 20) - Bundles.SETOSA.length());
        assertThat(client.predict(space + Bundles.SETOSA).statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("Content-Type", "text/csv", 415),
                Arguments.of("Content-Type", "application/x-www-form-urlencoded", 415),
                Arguments.of("Content-Type", "application/json; charset=iso-8859-1", 415),
                Arguments.of("Content-Encoding", "gzip", 415),
                Arguments.of("Accept", "text/html", 406),
                Arguments.of("Accept", "application/json;q=0", 406),
                Arguments.of("Content-Type", "Application/JSON ; Charset=\"UTF-8\"", 200),
                Arguments.of("Content-Encoding", "identity", 200),
                Arguments.of("Accept", "text/html, application/*;q=0.5", 200),
                Arguments.of("Accept", "*/*", 200));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("headers")
    void mediaType_isChecked(String header, String value, int status) throws Exception {
        HttpRequest request = client.request("/v1/predict")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(Bundles.SETOSA))
                .build();
        assertThat(client.send(request).statusCode()).isEqualTo(status);
    }

    private static JsonNode problem(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).doesNotContain("Exception", "jackson", "undertow", "io.github", "\\tat ");
        JsonNode problem = Client.json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(response.statusCode());
        assertThat(problem.get("instance").asText()).endsWith("/predict");
        return problem;
    }

    private static String faults(JsonNode problem) {
        List<String> faults = new ArrayList<>();
        problem.get("errors")
                .forEach(e -> faults.add(
                        e.get("pointer").asText() + " " + e.get("code").asText()));
        return String.join(", ", faults);
    }

    @Test
    void integersThatAreExact_areRead() throws Exception {
        for (String exact : Arrays.asList("5", "100000000000000000000", "9007199254740992", "-0")) {
            assertThat(client.predict(LENGTH + exact + "," + REST).statusCode())
                    .as(exact)
                    .isEqualTo(200);
        }
    }
}
