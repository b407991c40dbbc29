package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xnio.ChannelPipe;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

@Timeout(60)
class IdleTimeTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(100);
    /** Longer than it takes to connect and send, however busy the machine. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final String HEAD = "POST /v1/models/iris/predict HTTP/1.1\r\nHost: a\r\n";

    private final AtomicLong clock = new AtomicLong(-7);
    private final IdleTime idleTime = new IdleTime(LONG, clock::get);
    private final CountDownLatch closed = new CountDownLatch(1);
    private XnioWorker worker;
    private StreamConnection watched;
    private StreamConnection client;

    @BeforeEach
    void connect() throws IOException {
        worker = Xnio.getInstance(IdleTime.class.getClassLoader()).createWorker(OptionMap.EMPTY);
        ChannelPipe<StreamConnection, StreamConnection> pipe =
                worker.getIoThread().createFullDuplexPipeConnection();
        watched = pipe.getLeftSide();
        client = pipe.getRightSide();
        watched.setCloseListener(connection -> closed.countDown());
        watched.getSourceChannel().setReadListener(channel -> {}); // without one reads do not stay resumed
        idleTime.watch(watched);
    }

    @AfterEach
    void end() {
        worker.shutdownNow();
    }

    private void pass(double share) {
        clock.addAndGet((long) (share * LONG.toNanos()));
        idleTime.look();
    }

    private void look(double share) throws InterruptedException {
        pass(share);
        CountDownLatch done = new CountDownLatch(1);
        watched.getIoThread().execute(done::countDown); // behind what the look has asked of that thread
        done.await();
    }

    private int read() throws IOException {
        return watched.getSourceChannel().read(ByteBuffer.allocate(10));
    }

    private void send(int bytes) throws IOException {
        assertThat(client.getSinkChannel().write(ByteBuffer.allocate(bytes))).isEqualTo(bytes);
    }

    @Test
    void silentClientThatIsWaitedFor_isClosed() throws Exception {
        assertThat(read()).isZero();
        watched.getSourceChannel().resumeReads();
        look(0.99);
        assertThat(watched.isOpen()).isTrue();
        pass(0.01);
        closed.await();
        assertThatThrownBy(this::read).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void eachByte_beginsTheTimeAnew() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(read()).isZero();
            watched.getSourceChannel().resumeReads();
            look(0.9);
            send(1);
            assertThat(read()).isEqualTo(1);
            watched.getSourceChannel().suspendReads();
        }
        assertThat(watched.isOpen()).isTrue();
    }

    @Test
    void readsThatStayResumed_areWaitedForFromTheLastByte() throws Exception {
        watched.getSourceChannel().resumeReads();
        send(1);
        assertThat(read()).isEqualTo(1);
        look(5);
        assertThat(watched.isOpen()).isTrue();
        assertThat(read()).isZero();
        pass(1);
        closed.await();
    }

    @Test
    void clientThatNobodyWaitsFor_mayBeSilent() throws Exception {
        assertThat(read()).isZero(); // somebody has only looked
        look(5);
        watched.getSourceChannel().resumeReads();
        watched.getSourceChannel().suspendReads();
        look(5);
        assertThat(watched.isOpen()).isTrue();
    }

    @Test
    void blockedReader_isFreed() throws Exception {
        IdleTime real = new IdleTime(SHORT, System::nanoTime);
        real.watch(client);
        assertThatThrownBy(() -> client.getSourceChannel().awaitReadable()).isInstanceOf(InterruptedIOException.class);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void clientThatTakesNothing_isClosed() throws Exception {
        ByteBuffer much = ByteBuffer.allocate(1 << 16);
        while (watched.getSinkChannel().write(much.clear()) > 0) {
            // until the pipe is full
        }
        watched.getSinkChannel().resumeWrites();
        look(0.99);
        assertThat(watched.isOpen()).isTrue();
        pass(0.01);
        closed.await();
        assertThatThrownBy(() -> watched.getSinkChannel().write(much.clear()))
                .isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void clientThatTakesSome_isWaitedForAnew() throws Exception {
        ByteBuffer much = ByteBuffer.allocate(1 << 16);
        while (watched.getSinkChannel().write(much.clear()) > 0) {
            // until the pipe is full
        }
        look(0.9);
        while (client.getSourceChannel().read(much.clear()) > 0) {
            // until it is empty
        }
        assertThat(watched.getSinkChannel().write(much.clear())).isPositive();
        look(5);
        assertThat(watched.isOpen()).isTrue();
    }

    @Test
    void blockedWriter_isFreed() throws Exception {
        IdleTime real = new IdleTime(SHORT, System::nanoTime);
        real.watch(client);
        ByteBuffer much = ByteBuffer.allocate(1 << 16);
        while (client.getSinkChannel().write(much.clear()) > 0) {
            // until the pipe is full
        }
        assertThatThrownBy(() -> client.getSinkChannel().awaitWritable()).isInstanceOf(InterruptedIOException.class);
        assertThat(client.isOpen()).isFalse();
    }

    private static PredictServer serve() throws IOException {
        return PredictServer.builder()
                .bundle(Bundles.iris())
                .limits(HttpLimits.DEFAULTS.withTimes(LONG, SECOND, LONG).withWorkers(2, 0))
                .start();
    }

    /** Until only the request that asks is being answered. */
    private static void awaitQuiet(Client client) throws Exception {
        String metrics;
        do {
            metrics = client.get("/metrics").body();
        } while (!metrics.contains("\npredict_in_flight_requests 1.0\n"));
    }

    @Test
    void bodyThatStops_isClosed() throws Exception {
        try (PredictServer server = serve()) {
            stopInABody(server);
            awaitQuiet(new Client(server));
        }
    }

    private static void stopInABody(PredictServer server) throws IOException {
        try (RawConnection connection = new RawConnection(server)) {
            connection.send(HEAD + "Content-Length: 5\r\n\r\n[");
            assertThat(connection.readToEnd()).isIn("", "<reset>");
        }
    }

    @Test
    void streamThatStops_isClosed_anotherIsAnswered() throws Exception {
        try (PredictServer server = serve()) {
            for (int i = 0; i < 2; i++) {
                try (RawConnection connection = new RawConnection(server)) {
                    connection
                            .send(HEAD + "Content-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n"
                                    + Bundles.SETOSA + "\n")
                            .readUntil("\"setosa\"");
                    assertThat(connection.readToEnd()).doesNotContain("\r\n0\r\n");
                    awaitQuiet(new Client(server));
                }
            }
        }
    }

    @Test
    void answerThatNobodyReads_isClosed() throws Exception {
        String body = "[" + (Bundles.SETOSA + ",").repeat(50_000) + Bundles.SETOSA + "]";
        try (PredictServer server = serve();
                RawConnection connection = new RawConnection(server)) {
            connection.send(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(connection.readHead()).startsWith("HTTP/1.1 200");
            awaitQuiet(new Client(server));
            assertThat(connection.readToEnd()).doesNotEndWith("]");
        }
    }

    @Test
    void connectionBetweenRequests_staysOpen() throws Exception {
        try (PredictServer server = serve();
                RawConnection connection = new RawConnection(server)) {
            String request = HEAD + "Content-Length: " + Bundles.SETOSA.length() + "\r\n\r\n" + Bundles.SETOSA;
            assertThat(connection.send(request).readAnswer()).contains("\"setosa\"");
            stopInABody(server); // is waited for later, and closed
            assertThat(connection.send(request).readAnswer()).contains("\"setosa\"");
        }
    }
}
