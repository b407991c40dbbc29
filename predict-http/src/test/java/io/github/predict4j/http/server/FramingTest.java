package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent behind a request whose end is not beyond doubt is never taken for a request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramingTest {
    private static final String HOST = "Host: a\r\n";
    private static final String POST = "POST /v1/predict HTTP/1.1\r\n" + HOST;
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String BODY = "5\r\n[   ]\r\n0\r\n\r\n";

    /** Smuggled behind each request; its answer is known by its body. */
    private static final String SECOND = "GET /v2/health/live HTTP/1.1\r\n" + HOST + "\r\n";

    private PredictServer server;

    @BeforeAll
    void start() throws IOException {
        server = PredictServer.builder()
                .bundle(Bundles.iris())
                .limits(HttpLimits.DEFAULTS.withBody(1 << 20, 1000))
                .start();
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    private static Arguments framing(String name, String request, String... statuses) {
        return Arguments.of(name, request, String.join(" ", statuses));
    }

    private static String withEncoding(String value) {
        return POST + "Transfer-Encoding: " + value + "\r\n\r\n" + BODY;
    }

    private static String withLength(String value) {
        return POST + "Content-Length: " + value + "\r\n\r\n[   ]";
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                framing("two lengths", POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n[   ]", "400"),
                framing(
                        "length and chunked",
                        POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + BODY,
                        "400"),
                framing("+5", withLength("+5"), "400"),
                framing("-1", withLength("-1"), "400"),
                framing("5,5", withLength("5, 5"), "400"),
                framing("0x5", withLength("0x5"), "400"),
                framing("empty length", withLength(""), "400"),
                framing("2^63", withLength("9223372036854775808"), "400"),
                framing("2^64 + 5", withLength("18446744073709551621"), "400"),
                framing("xchunked", withEncoding("xchunked"), "400"),
                framing("chunked, identity", withEncoding("chunked, identity"), "400"),
                framing("gzip, chunked", withEncoding("gzip, chunked"), "400"),
                framing("chunked;q=1", withEncoding("chunked;q=1"), "400"),
                framing("identity", withEncoding("identity"), "400"),
                framing(
                        "two encodings",
                        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + BODY,
                        "400"),
                framing(
                        "chunked in 1.0",
                        "POST /v1/predict HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + BODY,
                        "400"),
                framing("no host", "GET / HTTP/1.1\r\n\r\n", "400"),
                framing("two hosts", "GET / HTTP/1.1\r\n" + HOST + HOST + "\r\n", "400"),
                framing("space before colon", POST + "Content-Length : 5\r\n\r\n[   ]", "400"),
                framing("HTTP/0.9", "GET / HTTP/0.9\r\n" + HOST + "\r\n", "505"),
                framing("HTTP/2.0", "GET / HTTP/2.0\r\n" + HOST + "\r\n", "400"),
                framing("HTTP/1.1x", "GET / HTTP/1.1x\r\n" + HOST + "\r\n", "400"),
                framing("Expect: foo", POST + "Expect: foo\r\nContent-Length: 5\r\n\r\n[   ]", "417"),
                framing("long header", "GET / HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(20_000) + "\r\n\r\n", "400"),
                framing("many headers", "GET / HTTP/1.1\r\n" + HOST + "X: x\r\n".repeat(100) + "\r\n", "400"),
                framing("long method", "X".repeat(5000) + " / HTTP/1.1\r\n" + HOST + "\r\n", "400"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void doubtfulFraming_isRefusedAndClosed(String name, String request, String statuses) throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            String all = connection.send(request + SECOND).readToEnd();
            assertThat(all).startsWith("HTTP/").doesNotContain("\"live\"");
            assertThat(statuses.split(" ")).contains(all.substring(9, 12));
        }
        assertAnswers();
    }

    static Stream<Arguments> laxChunks() {
        return Stream.of(
                Arguments.of("not hexadecimal", "zz\r\n[   ]\r\n0\r\n\r\n"),
                Arguments.of("empty size", "\r\n[   ]\r\n0\r\n\r\n"),
                Arguments.of("5zz", "5zz\r\n[   ]\r\n0\r\n\r\n"),
                Arguments.of("5 and space", "5 \r\n[   ]\r\n0\r\n\r\n"),
                Arguments.of("0x5", "0x5\r\n[   ]\r\n0\r\n\r\n"),
                Arguments.of("-5", "-5\r\n[   ]\r\n0\r\n\r\n"),
                Arguments.of("20 digits", "00000000000000000005\r\n[   ]\r\n0\r\n\r\n"),
                Arguments.of("missing end of line", "5\r\n[   ]0\r\n\r\n"),
                Arguments.of("bare line feeds", "5\n[   ]\n0\n\n"),
                Arguments.of("good", BODY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laxChunks")
    void afterAChunkedBody_nothingMoreIsRead(String name, String body) throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            connection.send(CHUNKED + body + SECOND).shutdownOutput();
            assertThat(connection.readToEnd()).doesNotContain("\"live\"").doesNotStartWith("HTTP/1.1 5");
        }
        assertAnswers();
    }

    @Test
    void goodChunkedBody_isAnsweredAndClosed() throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            String all = connection.send(CHUNKED + BODY + SECOND).readToEnd();
            assertThat(all)
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Connection: close")
                    .endsWith("\r\n\r\n[]");
        }
    }

    @Test
    void chunkedBodyOverTheLimit_isHeardOutAnd413() throws Exception {
        String chunk = "10000\r\n" + " ".repeat(1 << 16) + "\r\n";
        try (RawConnection connection = new RawConnection(server)) {
            connection.send(CHUNKED + chunk.repeat(17) + "0\r\n\r\n");
            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 413 ").contains("Connection: close");
        }
        assertAnswers();
    }

    @Test
    void bodyOverTheLimit_whoseClientAsksFirst_is413Unread() throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            connection.send(POST + "Expect: 100-continue\r\nContent-Length: 1048577\r\n\r\n");
            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 413 ");
        }
        assertAnswers();
    }

    @Test
    void announcedBodyOverTheLimit_is413BeforeItIsSent() throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            String all =
                    connection.send(POST + "Content-Length: 2000000000\r\n\r\n").readAnswer();
            assertThat(all).startsWith("HTTP/1.1 413 ").contains("Connection: close");
        }
        assertAnswers();
    }

    @Test
    void expectContinue_isAskedToGoOn() throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            connection.send(POST + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: 5\r\n\r\n");
            connection.send("[   ]");
            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 100 ").endsWith("\r\n\r\n[]");
        }
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of("GET", "/v2/health;x=1/live", "404"),
                Arguments.of("GET", "/v2/health/live;x=1", "404"),
                Arguments.of("GET", "/v2/../v2/health/live", "404"),
                Arguments.of("GET", "/./v2/health/live", "404"),
                Arguments.of("GET", "//v2//health/live", "404"),
                Arguments.of("GET", "/v2/health%2Flive", "404"),
                Arguments.of("GET", "/v2/health/l%69ve", "404"),
                Arguments.of("GET", "/v2/health/live/", "404"),
                Arguments.of("GET", "/V2/health/live", "404"),
                Arguments.of("FOO", "/v2/health/live", "405"),
                Arguments.of("TRACE", "/v2/health/live", "405"),
                Arguments.of("CONNECT", "/v2/health/live", "405"),
                Arguments.of("GET", "/v2/health/live?x=%2F&y", "200"),
                Arguments.of("GET", "http://a/v2/health/live", "200"),
                Arguments.of("GET", "http://a", "200"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("targets")
    void target_isComparedAsItIs(String method, String target, String status) throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            String answer = connection
                    .send(method + " " + target + " HTTP/1.1\r\n" + HOST + "\r\n")
                    .readAnswer();
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void connection_afterRefusals_isKeptAndAnswersInOrder() throws Exception {
        String bad = POST + "Content-Length: 2\r\n\r\n{}";
        String wrongType = POST + "Content-Type: application/xml\r\nContent-Length: 5\r\n\r\n[   ]";
        String good = POST + "Content-Length: 5\r\n\r\n[   ]";
        try (RawConnection connection = new RawConnection(server)) {
            connection.send(bad + wrongType + "GET /nope HTTP/1.1\r\n" + HOST + "\r\n" + good + SECOND);
            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 422 ");
            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 415 ");
            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 404 ");
            assertThat(connection.readAnswer()).endsWith("\r\n\r\n[]");
            assertThat(connection.readAnswer()).endsWith("{\"live\":true}");
        }
    }

    @Test
    void bodyInPieces_isPutTogether() throws Exception {
        String body = "[" + Bundles.SETOSA + "]";
        try (RawConnection connection = new RawConnection(server)) {
            connection.send(POST + "Content-Length: " + body.length() + "\r\n\r\n");
            for (int i = 0; i < body.length(); i += 10) {
                connection.send(body.substring(i, Math.min(body.length(), i + 10)));
            }
            assertThat(connection.readAnswer()).contains("\"prediction\":\"setosa\"");
        }
    }

    private void assertAnswers() throws Exception {
        assertThat(new Client(server).predict("[]").body()).isEqualTo("[]");
    }
}
