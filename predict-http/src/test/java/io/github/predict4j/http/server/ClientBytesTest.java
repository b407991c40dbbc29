package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients of KServe V1, TensorFlow Serving, MLflow and SageMaker put on the wire, byte for byte, and what they need
 * to find in the answer.
 */
class ClientBytesTest {
    private static final String HTTPX = lines(
            "Host: 127.0.0.1:8080",
            "Accept: */*",
            "Accept-Encoding: gzip, deflate",
            "Connection: keep-alive",
            "User-Agent: python-httpx/0.27.2");
    private static final String REQUESTS = lines(
            "Host: 127.0.0.1:8080",
            "User-Agent: python-requests/2.32.3",
            "Accept-Encoding: gzip, deflate",
            "Accept: */*",
            "Connection: keep-alive");
    private static final String CURL = lines("Host: 127.0.0.1:8080", "User-Agent: curl/8.5.0", "Accept: */*");
    private static final String SAGEMAKER = lines(
            "Host: model.local:8080",
            "Accept: application/json",
            "X-Amzn-SageMaker-Custom-Attributes: trace=1",
            "X-Amzn-Trace-Id: Root=1-5759e988");
    private static final String INSTANCES = "{\"instances\":[[5.1,3.5,1.4,0.2]]}";

    private PredictServer server;
    private RawConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = PredictServer.builder()
                .bundle(Bundles.iris())
                .bundle(Bundles.line())
                .start();
        connection = new RawConnection(server);
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.stop();
    }

    private static String lines(String... headers) {
        return String.join("\r\n", headers) + "\r\n";
    }

    private String post(String path, String headers, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return connection
                .send("POST " + path + " HTTP/1.1\r\n" + headers + "Content-Length: " + length + "\r\n\r\n" + body)
                .readAnswer();
    }

    private static void assertAnswer(String answer, int status, String body) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\r\nContent-Type: application/json\r\n") // no charset: clients compare for equality
                .doesNotContain("Content-Encoding")
                .endsWith("\r\n\r\n" + body);
    }

    /** Trap 1: httpx sends no Content-Type with a body of bytes. */
    @Test
    void kserveClient_sendsNoContentType() throws Exception {
        assertAnswer(post("/v1/models/iris:predict", HTTPX, INSTANCES), 200, "{\"predictions\":[\"setosa\"]}");
    }

    /** Trap 1: curl -d sends the type of a form. */
    @Test
    void curl_sendsTheTypeOfAForm() throws Exception {
        String form = CURL + "Content-Type: application/x-www-form-urlencoded\r\n";
        assertAnswer(post("/v1/models/iris:predict", form, INSTANCES), 200, "{\"predictions\":[\"setosa\"]}");
        assertAnswer(post("/invocations", form, INSTANCES), 200, "{\"predictions\":[\"setosa\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=utf-8", "application/octet-stream", "text/plain"})
    void requests_jsonOfAnyType_isRead(String type) throws Exception {
        String headers = REQUESTS + "Content-Type: " + type + "\r\n";
        String body = "{\"signature_name\": \"serving_default\", \"instances\": "
                + "[{\"sepal_length\": 5.1, \"sepal_width\": 3.5, \"petal_length\": 1.4, \"petal_width\": 0.2}]}";
        assertAnswer(post("/v1/models/iris:predict", headers, body), 200, "{\"predictions\":[\"setosa\"]}");
    }

    /** Traps 3, 6, 11: an error is one key in plain application/json, on every route of the family. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            /v1/models/iris:predict              | {"instances":[[1]]} | 400
            /v1/models/iris:predict              |                     | 400
            /v1/models/iris:predict              | {"instances":[      | 400
            /v1/models/nope:predict              | {}                  | 404
            /v1/models/iris/versions/9:predict   | {}                  | 404
            /v1/models/iris:explain              | {"instances":[[1]]} | 404
            /v1/models/iris/versions/1.0.0:classify | {}               | 404
            /v1/models/iris/labels/stable:predict | {}                 | 404
            /v1/models/iris:Predict              | {}                  | 404
            /v1/models/iris:                     | {}                  | 404
            /v1/models/iris/metadata             | {}                  | 404
            /invocations                         | [1]                 | 400
            /ping                                | {}                  | 405
            """)
    void errors_haveOneKey(String path, String body, int status) throws Exception {
        String answer = post(path, HTTPX, body == null ? "" : body);
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\r\nContent-Type: application/json\r\n")
                .containsPattern("\r\n\r\n\\{\"error\":\"([^\"\\\\]|\\\\.)+\"}$");
        assertAnswer(post("/v1/models/iris:predict", HTTPX, INSTANCES), 200, "{\"predictions\":[\"setosa\"]}");
    }

    /** Trap 12: unknown query parameters. Trap 13: versions are texts; none means the newest. */
    @Test
    void versionsAndUnknownParameters() throws Exception {
        String answer = "{\"predictions\":[\"setosa\"]}";
        assertAnswer(post("/v1/models/iris/versions/1.0.0:predict?a=b&c", HTTPX, INSTANCES), 200, answer);
        assertAnswer(post("/v1/models/iris:predict?a=b", HTTPX, INSTANCES), 200, answer);
    }

    /** Trap 16: keep-alive and many small requests on one connection, sent before the answers are read. */
    @Test
    void manyRequestsOnOneConnection() throws Exception {
        String one = "POST /v1/models/line:predict HTTP/1.1\r\n" + HTTPX + "Content-Length: 24\r\n\r\n"
                + "{\"instances\":[[1,true]]}";
        connection.send(one.repeat(20));
        for (int i = 0; i < 20; i++) {
            assertAnswer(connection.readAnswer(), 200, "{\"predictions\":[1001.0]}");
        }
    }

    /** Trap 16: clients that close without reading. */
    @Test
    void clientThatClosesWithoutReading() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (RawConnection other = new RawConnection(server)) {
                other.send("POST /v1/models/iris:predict HTTP/1.1\r\n" + HTTPX + "Content-Length: " + INSTANCES.length()
                        + "\r\n\r\n" + INSTANCES);
            }
        }
        assertAnswer(post("/v1/models/iris:predict", HTTPX, INSTANCES), 200, "{\"predictions\":[\"setosa\"]}");
    }

    /** TensorFlow Serving's columns, as its REST page shows them. */
    @Test
    void tensorFlowClient_sendsColumns() throws Exception {
        assertAnswer(
                post("/v1/models/line:predict", CURL, "{\"inputs\": {\"a\": [[1], [2]], \"b\": [[true], [false]]}}"),
                200,
                "{\"outputs\":[1001.0,2000.0]}");
    }

    @Test
    void mlflowClient_sendsSplitAndCsv() throws Exception {
        String json = REQUESTS + "Content-Type: application/json\r\n";
        assertAnswer(
                post(
                        "/invocations",
                        json,
                        "{\"dataframe_split\": {\"columns\": [\"sepal_length\", \"sepal_width\", \"petal_length\", "
                                + "\"petal_width\"], \"data\": [[5.1, 3.5, 1.4, 0.2], [5.9, 3.0, 5.1, 1.8]]}}"),
                200,
                "{\"predictions\":[\"setosa\",\"virginica\"]}");
        assertAnswer(
                post(
                        "/invocations",
                        REQUESTS + "Content-Type: text/csv\r\n",
                        "sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n5.9,3.0,5.1,1.8\n"),
                200,
                "{\"predictions\":[\"setosa\",\"virginica\"]}");
    }

    /** MLflow answers other charsets and types with 415 as text; here it is 400 in the one form of errors. */
    @Test
    void mlflowCsv_ofAnotherCharset_is400() throws Exception {
        assertThat(post("/invocations", REQUESTS + "Content-Type: text/csv; charset=latin-1\r\n", "a\n1\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\r\nContent-Type: application/json\r\n")
                .contains("{\"error\":\"Content-Type must be text/csv");
    }

    /** A compressed body is not tried as JSON: the refusal says what is wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/models/iris:predict", "/invocations"})
    void encodedBody_is400(String path) throws Exception {
        assertThat(post(path, REQUESTS + "Content-Encoding: gzip\r\n", INSTANCES))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("\r\n\r\n{\"error\":\"the body must not be encoded, found a Content-Encoding\"}");
        assertAnswer(
                post(path, REQUESTS + "Content-Encoding: identity\r\n", INSTANCES),
                200,
                "{\"predictions\":[\"setosa\"]}");
    }

    @Test
    void sageMaker_pingsAndInvokes() throws Exception {
        assertAnswer(
                connection.send("GET /ping HTTP/1.1\r\n" + SAGEMAKER + "\r\n").readAnswer(),
                200,
                "{\"status\":\"ready\"}");
        String headers = SAGEMAKER.replace("application/json", "text/csv") + "Content-Type: text/csv\r\n";
        assertAnswer(
                post("/invocations", headers, "sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2"),
                200,
                "{\"predictions\":[\"setosa\"]}");
    }

    @Test
    void mlflowVersion_isAText() throws Exception {
        assertThat(connection
                        .send("GET /version HTTP/1.1\r\n" + REQUESTS + "\r\n")
                        .readAnswer())
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: text/plain\r\n")
                .containsPattern("\r\n\r\n[^\\s\"{}]+$");
    }
}
