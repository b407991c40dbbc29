package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.http.Bundles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Requests as the clients in use send them, byte for byte, and answers as they read them. */
class OipClientsTest {
    private static PredictServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PredictServer.builder()
                .bundle(Bundles.iris())
                .bundle(Bundles.line())
                .start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    /** Bytes as characters, one for one. */
    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String utf8(String text) {
        return latin1(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String doubles(double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(values);
        return latin1(buffer.array());
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\n" + headers.replace("\n", "\r\n") + "\r\n" + body;
    }

    private static String ask(String request) throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            return connection.send(request).readAnswer();
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static @Nullable String header(String answer, String name) {
        for (String line : answer.substring(0, answer.indexOf("\r\n\r\n")).split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": ")) {
                return line.substring(name.length() + 2);
            }
        }
        return null;
    }

    /** Triton's synchronous Python client: no Content-Type; numpy arrays go raw and come back raw. */
    @Test
    void tritonPython_sync() throws Exception {
        String json = "{\"inputs\":[{\"name\":\"m\",\"shape\":[2,4],\"datatype\":\"FP64\","
                + "\"parameters\":{\"binary_data_size\":64}}],\"parameters\":{\"binary_data_output\":true}}";
        String raw = doubles(5.1, 3.5, 1.4, 0.2, 5.9, 3, 5.1, 1.8);
        String answer = ask(post(
                "/v2/models/iris/infer",
                "Host: localhost\nUser-Agent: python/geventhttpclient-2.0\n"
                        + "Inference-Header-Content-Length: " + json.length() + "\nContent-Length: "
                        + (json.length() + raw.length()) + "\n",
                json + raw));
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        int length = Integer.parseInt(String.valueOf(header(answer, "Inference-Header-Content-Length")));
        JsonNode head = new ObjectMapper().readTree(body(answer).substring(0, length));
        assertThat(head.at("/outputs/0/parameters/binary_data_size").asInt()).isEqualTo(4 + 6 + 4 + 9);
        assertThat(body(answer).substring(length))
                .isEqualTo("\6\0\0\0setosa\11\0\0\0virginica" + doubles(1, 0, 0, 0, 0.25, 0.75));
    }

    /** The asyncio client: JSON alone as application/octet-stream, asks for gzip and would not unpack it. */
    @Test
    void tritonPython_asyncio() throws Exception {
        String json = "{\"id\":\"7\",\"inputs\":[{\"name\":\"a\",\"shape\":[1,1],\"datatype\":\"INT64\",\"data\":[7]},"
                + "{\"name\":\"b\",\"shape\":[1,1],\"datatype\":\"BOOL\",\"data\":[true]}],"
                + "\"outputs\":[{\"name\":\"predict\",\"parameters\":{\"binary_data\":false}}]}";
        String headers = """
                Host: 127.0.0.1:8000
                Accept: */*
                Accept-Encoding: gzip, deflate
                User-Agent: Python/3.11 aiohttp/3.8.4
                """;
        String answer = ask(post(
                "/v2/models/line/versions/2.0.0/infer",
                headers + "Content-Length: " + json.length() + "\nContent-Type: application/octet-stream\n",
                json));
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(header(answer, "Content-Encoding")).isNull();
        assertThat(body(answer))
                .isEqualTo("{\"model_name\":\"line\",\"model_version\":\"2.0.0\",\"id\":\"7\",\"outputs\":["
                        + "{\"name\":\"predict\",\"shape\":[1,1],\"datatype\":\"FP64\",\"data\":[7001.0]}]}");
        String metadata = ask("GET /v2/models/line HTTP/1.1\r\n" + headers.replace("\n", "\r\n") + "\r\n");
        assertThat(header(metadata, "Content-Encoding")).isNull();
        assertThat(body(metadata)).startsWith("{\"name\":\"line\"");
    }

    /** The index of a repository, which is not offered, is asked for with an empty body; the refusal must be readable. */
    @Test
    void tritonPython_repositoryIndex() throws Exception {
        for (String type : List.of("", "Content-Type: text/plain; charset=utf-8\n")) {
            String answer = ask(post("/v2/repository/index", "Host: localhost\n" + type + "Content-Length: 0\n", ""));
            assertThat(answer).startsWith("HTTP/1.1 404 ");
            assertThat(body(answer)).startsWith("{\"error\":\"the path must");
        }
        for (String body : List.of("{}", "{\"parameters\": {\"unload_dependents\": false}}")) {
            assertThat(ask(post(
                            "/v2/repository/models/iris/load",
                            "Host: localhost\nContent-Length: " + body.length() + "\n",
                            body)))
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    /** The members that Triton's Java client maps; it fails on any other. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record JavaTensor(
            @Nullable String name,
            @Nullable List<Long> shape,
            @Nullable String datatype,
            @Nullable Map<String, Object> parameters,
            @Nullable List<Object> data) {}

    record JavaAnswer(
            @Nullable String model_name,
            @Nullable String model_version,
            @Nullable String id,
            @Nullable Map<String, Object> parameters,
            @Nullable List<JavaTensor> outputs) {}

    record JavaError(@Nullable String error) {}

    /** Triton's Java client: no Content-Type, members in the order of a hash map, empty parameters, strict mapping. */
    @Test
    void tritonJava() throws Exception {
        String json = "{\"outputs\":[{\"name\":\"predict_proba\",\"parameters\":{\"binary_data\":true}},"
                + "{\"name\":\"predict\",\"parameters\":{\"binary_data\":false}}],"
                + "\"inputs\":[{\"name\":\"sepal_length\",\"shape\":[1,1],\"datatype\":\"FP64\","
                + "\"parameters\":{\"binary_data_size\":8}},"
                + "{\"name\":\"sepal_width\",\"shape\":[1,1],\"datatype\":\"FP64\",\"parameters\":{},\"data\":[3.0]},"
                + "{\"name\":\"petal_length\",\"shape\":[1,1],\"datatype\":\"FP64\",\"parameters\":{},\"data\":[5.1]},"
                + "{\"name\":\"petal_width\",\"shape\":[1,1],\"datatype\":\"FP64\",\"parameters\":{},\"data\":[1.8]}]}";
        String headers = "Content-Length: " + (json.length() + 8)
                + "\nHost: localhost:8000\nConnection: Keep-Alive\nUser-Agent: Apache-HttpAsyncClient/4.1.4 (Java/17)\n";
        String answer = ask(post(
                "/v2/models/iris/infer",
                "Inference-Header-Content-Length: " + json.length() + "\n" + headers,
                json + doubles(5.9)));
        int length = Integer.parseInt(String.valueOf(header(answer, "Inference-Header-Content-Length")));
        JavaAnswer mapped = new ObjectMapper().readValue(body(answer).substring(0, length), JavaAnswer.class);
        List<JavaTensor> outputs = Objects.requireNonNull(mapped.outputs());
        assertThat(outputs.get(0).parameters()).isEqualTo(Map.of("binary_data_size", 24));
        assertThat(outputs.get(1).data()).containsExactly("virginica");
        assertThat(body(answer).substring(length)).isEqualTo(doubles(0, 0.25, 0.75));

        String wrong = "{\"inputs\":[]}";
        String refusal = ask(post("/v2/models/iris/infer", "Host: h\nContent-Length: " + wrong.length() + "\n", wrong));
        assertThat(new ObjectMapper().readValue(body(refusal), JavaError.class).error())
                .startsWith("inputs must be");
    }

    /** Triton's Java client repeats whatever failed three times: all is counted, nothing is logged. */
    @Test
    void tritonJava_repeatsWhatWasRefused() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        String failures = "/model_stats/0/inference_stats/fail/count";
        String stats = "GET /v2/models/line/stats HTTP/1.1\r\nHost: h\r\n\r\n";
        try (RawConnection connection = new RawConnection(server)) {
            int before =
                    new ObjectMapper().readTree(body(ask(stats))).at(failures).asInt();
            String request = post("/v2/models/line/infer", "Host: h\nContent-Length: 13\n", "{\"inputs\":[]}");
            connection.send(request.repeat(4));
            for (int i = 0; i < 4; i++) {
                assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400 ");
            }
            assertThat(new ObjectMapper()
                            .readTree(body(ask(stats)))
                            .at(failures)
                            .asInt())
                    .isEqualTo(before + 4);
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list).isEmpty();
    }

    /** KServe's client: httpx, model_name in the body, compares the type of a refusal for equality. */
    @Test
    void kserve() throws Exception {
        String headers = """
                Host: localhost:8080
                Accept: */*
                Accept-Encoding: gzip, deflate
                Connection: keep-alive
                User-Agent: python-httpx/0.27.2
                """;
        String json = utf8("{\"id\":\"ä-1\",\"model_name\":\"other\",\"inputs\":[{\"name\":\"input-0\",\"shape\":[1,4],"
                + "\"datatype\":\"FP32\",\"data\":[[5.1,3.5,1.4,0.2]]}]}");
        String answer = ask(post("/v2/models/iris/infer", headers + "Content-Length: " + json.length() + "\n", json));
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(body(answer)).contains(utf8("\"id\":\"ä-1\"")).contains("\"data\":[\"setosa\"]");

        String rawJson = utf8("{\"id\":\"ä-2\",\"inputs\":[{\"name\":\"input-0\",\"shape\":[1,4],\"datatype\":\"FP64\","
                + "\"parameters\":{\"binary_data_size\":32}}]}");
        String raw = doubles(5.1, 3.5, 1.4, 0.2);
        String both = ask(post(
                "/v2/models/iris/infer",
                headers + "inference-header-content-length: " + rawJson.length()
                        + "\ncontent-type: application/octet-stream\nContent-Length: "
                        + (rawJson.length() + raw.length()) + "\n",
                rawJson + raw));
        assertThat(body(both)).contains("\"data\":[\"setosa\"]");

        String refusal = ask(post("/v2/models/iris/infer", headers + "Content-Length: 2\n", "{}"));
        assertThat(refusal).startsWith("HTTP/1.1 400 ");
        assertThat(header(refusal, "Content-Type")).isEqualTo("application/json");
        for (Map.Entry<String, String> path : Map.of(
                        "/v2/health/live", "{\"live\":true}",
                        "/v2/health/ready", "{\"ready\":true}",
                        "/v2/models/iris/ready", "{\"name\":\"iris\",\"ready\":true}")
                .entrySet()) {
            assertThat(body(ask("GET " + path.getKey() + " HTTP/1.1\r\n" + headers.replace("\n", "\r\n") + "\r\n")))
                    .isEqualTo(path.getValue());
        }
    }

    /** MLServer's codec for pandas: hints as parameters, string columns as {@code str}, nested headers. */
    @Test
    void mlserver_pandas() throws Exception {
        String json = "{\"parameters\":{\"content_type\":\"pd\",\"headers\":{\"accept\":\"*/*\"}},\"inputs\":["
                + "{\"name\":\"a\",\"shape\":[2,1],\"datatype\":\"INT64\",\"data\":[1,2],\"parameters\":null},"
                + "{\"name\":\"b\",\"shape\":[2,1],\"datatype\":\"BOOL\",\"data\":[true,false],"
                + "\"parameters\":{\"content_type\":\"str\"}}],\"outputs\":null,\"id\":null}";
        String answer = ask(post(
                "/v2/models/line/infer",
                "Host: h\nContent-Type: application/json\nContent-Length: " + json.length() + "\n",
                json));
        assertThat(body(answer)).contains("\"data\":[1001.0,2000.0]");
    }

    /** curl -d sends a form's type; -T - sends chunks. */
    @Test
    void curl() throws Exception {
        String json = "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[7]},"
                + "{\"name\":\"b\",\"shape\":[1],\"datatype\":\"BOOL\",\"data\":[true]}]}";
        String headers = "Host: localhost:8080\nUser-Agent: curl/7.88.1\nAccept: */*\n";
        assertThat(body(ask(post(
                        "/v2/models/line/infer",
                        headers + "Content-Length: " + json.length()
                                + "\nContent-Type: application/x-www-form-urlencoded\n",
                        json))))
                .contains("[7001.0]");
        String chunks = "5\r\n" + json.substring(0, 5) + "\r\n" + Integer.toHexString(json.length() - 5) + "\r\n"
                + json.substring(5) + "\r\n0\r\n\r\n";
        assertThat(body(ask(post("/v2/models/line/infer", headers + "Transfer-Encoding: chunked\n", chunks))))
                .contains("[7001.0]");
    }

    @Test
    void manyRequests_onOneConnection_andAClientThatDoesNotRead() throws Exception {
        String json = "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[7]},"
                + "{\"name\":\"b\",\"shape\":[1],\"datatype\":\"BOOL\",\"data\":[true]}]}";
        String request = post("/v2/models/line/infer", "Host: h\nContent-Length: " + json.length() + "\n", json);
        try (RawConnection gone = new RawConnection(server)) {
            gone.send(request.repeat(50));
        }
        try (RawConnection connection = new RawConnection(server)) {
            connection.send(request.repeat(50));
            for (int i = 0; i < 50; i++) {
                assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200 ").contains("[7001.0]");
            }
            assertThat(connection.send(request.replace("[7]", "[x]")).readAnswer())
                    .startsWith("HTTP/1.1 400 ");
            assertThat(connection.send(request).readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }
}
