package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.protocol.JsonProtocol;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.http.protocol.RequestHead;
import io.github.predict4j.http.protocol.ServedModel;
import io.github.predict4j.http.protocol.StreamedProtocol;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that are answered while they arrive. */
@Timeout(60)
class StreamTest {
    private static final Duration WINDOW = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final HttpLimits LIMITS =
            HttpLimits.DEFAULTS.withBody(1000, 10).withTimes(WINDOW, LONG, LONG).withWorkers(2, 0);

    private final CountDownLatch reached = new CountDownLatch(1);
    private Http http;

    /** Gives back what it reads; what begins with a word of those below meets that fate. */
    private final class Echo implements StreamedProtocol {
        @Override
        public boolean takes(RequestHead head) {
            return "text/echo".equals(head.header("Content-Type"));
        }

        @Override
        public String mediaType(RequestHead head) {
            return "text/echo";
        }

        @Override
        public void answer(ServedModel model, RequestHead head, InputStream in, OutputStream out)
                throws IOException, RefusedException {
            String first = new String(in.readNBytes(5), StandardCharsets.US_ASCII);
            reached.countDown();
            switch (first) {
                case "never" ->
                    throw new RefusedException(Problem.of(400, "malformed", "text must be good, found bad"));
                case "fails" -> throw new IllegalStateException("on purpose");
                case "later" -> {
                    out.write(new byte[100_000]);
                    throw new RefusedException(Problem.of(400, "malformed", "too late"));
                }
                default -> out.write(first.getBytes(StandardCharsets.US_ASCII));
            }
            in.transferTo(out);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        Models models = new Models(Models.Default.FIRST);
        models.put("line", ModelStatus.ready(new ServedModel(Bundles.line(), 10, 1000)));
        Metrics metrics = new Metrics(models);
        Workers workers = new Workers(LIMITS, System::nanoTime, metrics);
        PredictHandler handler =
                new PredictHandler(models, new JsonProtocol(AnswerField.all()), List.of(new Echo()), workers, LIMITS);
        Router router = new Router(metrics).add(Methods.POST, "/s", Wording.PROBLEM, Target.DEFAULT, handler);
        http = Http.listen("127.0.0.1", 0, LIMITS, new FramingGuard(router, new Failures(router)));
    }

    @AfterEach
    void close() {
        http.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), http.address().getPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static void head(Socket socket, long length) throws IOException {
        send(
                socket,
                "POST /s HTTP/1.1\r\nHost: a\r\nContent-Type: text/echo\r\nContent-Length: " + length + "\r\n\r\n");
    }

    /** What comes until the connection is closed. */
    private static String rest(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException reset) {
            return "<reset>";
        }
    }

    private String ask(String body) throws IOException {
        try (Socket socket = connect()) {
            send(
                    socket,
                    "POST /s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: text/echo\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body);
            return rest(socket);
        }
    }

    @Test
    void longBody_isAnsweredWhileItArrives_beyondTheLimitOfOthers() throws Exception {
        int parts = 3000;
        String part = "0123456789".repeat(1000);
        try (Socket socket = connect()) {
            head(socket, (long) parts * part.length());
            Thread writer = new Thread(() -> {
                try {
                    for (int i = 0; i < parts; i++) {
                        send(socket, part);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            InputStream in = socket.getInputStream();
            long digits = 0;
            byte[] buffer = new byte[1 << 16];
            while (digits < (long) parts * part.length()) {
                int n = in.read(buffer);
                assertThat(n).isPositive();
                for (int i = 0; i < n; i++) {
                    digits += buffer[i] >= '0' && buffer[i] <= '9' ? 1 : 0;
                }
            }
            writer.join();
        }
    }

    @Test
    void refusedBeforeTheAnswer_isAProblem() throws Exception {
        assertThat(ask("never")).startsWith("HTTP/1.1 400 ").contains("\"code\":\"malformed\"");
    }

    @Test
    void refusedAfterTheAnswerHasBegun_isCutOff() throws Exception {
        String answer = ask("later");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .doesNotEndWith("0\r\n\r\n")
                .doesNotContain("malformed");
    }

    @Test
    void faultOfOurs_is500() throws Exception {
        assertThat(ask("fails"))
                .startsWith("HTTP/1.1 500 ")
                .contains("internal error, id ")
                .doesNotContain("purpose");
    }

    @Test
    void clientThatSendsTooSlowly_isCutOff() throws Exception {
        try (Socket socket = connect()) {
            head(socket, 100);
            send(socket, "slow");
            assertThat(rest(socket)).doesNotContain("\r\n\r\nslow");
        }
    }

    @Test
    void streams_leaveHalfOfTheWorkersToOthers() throws Exception {
        try (Socket first = connect()) {
            head(first, 1_000_000);
            send(first, "first");
            reached.await();
            assertThat(ask("other")).startsWith("HTTP/1.1 503 ").contains("\"code\":\"overload\"");
            try (Socket other = connect()) {
                send(other, "POST /s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]");
                assertThat(rest(other)).startsWith("HTTP/1.1 200 ").endsWith("[]");
            }
        }
    }
}
