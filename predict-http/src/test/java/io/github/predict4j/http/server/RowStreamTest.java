package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are answered while they arrive, with the bytes on the wire. */
@Timeout(120)
class RowStreamTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String HEAD = "POST /v1/predict?fields=prediction HTTP/1.1\r\nHost: a\r\n";
    private static final String CHUNKED = HEAD + "Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static PredictServer serve(HttpLimits limits) throws IOException {
        return PredictServer.builder().bundle(Bundles.line()).limits(limits).start();
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @Test
    void chunkedRows_areAnsweredWhileMoreArrive() throws Exception {
        try (PredictServer server = serve(HttpLimits.DEFAULTS);
                RawConnection connection = new RawConnection(server)) {
            connection.send(CHUNKED + chunk("a,b\n1,tr") + chunk("ue\n2,true\n"));
            assertThat(connection.readHead()).startsWith("HTTP/1.1 200 OK").contains("Transfer-Encoding: chunked");
            assertThat(connection.readUntil("1001.0,,\n")).contains("prediction,code,detail\n");
            connection.send(chunk("3,true") + "0\r\nX-Trailer: 1\r\n\r\n");
            assertThat(connection.readToEnd())
                    .contains("2001.0,,\n")
                    .contains("3001.0,,\n")
                    .endsWith("0\r\n\r\n");
        }
    }

    @Test
    void streamWithALength_leavesTheConnectionOpen() throws Exception {
        try (PredictServer server = serve(HttpLimits.DEFAULTS);
                RawConnection connection = new RawConnection(server)) {
            String body = "{\"a\":1,\"b\":true}\n";
            String request =
                    HEAD + "Content-Type: application/x-ndjson\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            for (int i = 0; i < 3; i++) {
                connection.send(request);
                assertThat(connection.readHead()).startsWith("HTTP/1.1 200 OK");
                assertThat(connection.readUntil("0\r\n\r\n")).contains("1001.0\n");
            }
        }
    }

    @Test
    void streamThatBreaksAfterItsAnswerHasBegun_isToldAndCut() throws Exception {
        try (PredictServer server = serve(HttpLimits.DEFAULTS);
                RawConnection connection = new RawConnection(server)) {
            connection.send(CHUNKED + chunk("a,b\n1,true\n2,true\n"));
            assertThat(connection.readUntil("1001.0,,\n")).startsWith("HTTP/1.1 200 OK");
            connection.send(chunk("\"3\"x,true\n4,true\n"));
            assertThat(connection.readToEnd()).contains("malformed_csv").doesNotContain("0\r\n\r\n", "4001.0");
        }
    }

    /** What came last may be half a row: 1 of 10. */
    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\n19\r\n", "Content-Length: 25\r\n\r\n"})
    void clientThatEndsTooEarly_getsNoEnd(String framing) throws Exception {
        try (PredictServer server = serve(HttpLimits.DEFAULTS);
                RawConnection connection = new RawConnection(server)) {
            connection.send(HEAD + "Content-Type: text/csv\r\n" + framing + "a,b\n1,true\n2,true\n3,t");
            assertThat(connection.readUntil("1001.0,,\n")).startsWith("HTTP/1.1 200 OK");
            connection.shutdownOutput();
            assertThat(connection.readToEnd()).doesNotContain("row 2", "0\r\n\r\n");
        }
    }

    @Test
    void moreThanTheLargestBody_isAnswered() throws Exception {
        HttpLimits small = HttpLimits.DEFAULTS.withBody(1000, 2);
        try (PredictServer server = serve(small);
                RawConnection connection = new RawConnection(server)) {
            String body = "a,b\n" + "1,true\n".repeat(10_000);
            connection.send(HEAD + "Content-Type: text/csv\r\nConnection: close\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
            String answer = connection.readToEnd();
            assertThat(answer.split("1001\\.0,,", -1)).hasSizeGreaterThan(9_900); // some are parted by chunks
            assertThat(answer).endsWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void clientSlowerThanItMayBe_isCutOff() throws Exception {
        HttpLimits limits = HttpLimits.DEFAULTS.withTimes(Duration.ofMillis(200), LONG, LONG);
        try (PredictServer server = serve(limits)) {
            try (RawConnection connection = new RawConnection(server)) {
                connection.send(CHUNKED + chunk("a,b\n1,true\n2,true\n"));
                assertThat(connection.readToEnd()).contains("1001.0,,\n").doesNotContain("0\r\n\r\n");
            }
            assertThat(new Client(server).predict("[]").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void clientThatDoesNotRead_isCutOff() throws Exception {
        HttpLimits limits = HttpLimits.DEFAULTS.withTimes(Duration.ofMillis(200), LONG, LONG);
        try (PredictServer server = serve(limits)) {
            try (RawConnection connection = new RawConnection(server)) {
                connection.send(CHUNKED + chunk("a,b\n"));
                String rows = chunk("1,true\n".repeat(10_000));
                assertThat(sendUntilItBreaks(connection, rows)).isTrue();
            }
            assertThat(new Client(server).predict("[]").statusCode()).isEqualTo(200);
        }
    }

    private static boolean sendUntilItBreaks(RawConnection connection, String text) {
        try {
            for (int i = 0; i < 10_000; i++) {
                connection.send(text);
            }
            return false;
        } catch (IOException cutOff) {
            return true;
        }
    }

    @Test
    void clientThatLeaves_freesItsWorker() throws Exception {
        try (PredictServer server = serve(HttpLimits.DEFAULTS.withWorkers(1, 0))) {
            for (int i = 0; i < 3; i++) {
                try (RawConnection connection = new RawConnection(server)) {
                    connection.send(CHUNKED + chunk("a,b\n1,true\n2,true\n"));
                    String head = connection.readHead();
                    if (head.startsWith("HTTP/1.1 503")) {
                        i--; // the worker has not yet learned that the client before has left
                    }
                }
            }
        }
    }
}
