package io.github.predict4j.bench;

import io.github.predict4j.bench.http.BareServer;
import io.github.predict4j.http.server.PredictServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a prediction over HTTP take from request to answer, on a connection that stays open, against a server of
 * the same libraries that predicts nothing? Loopback, the iris model, 1,024 rows in turn; most of it is the system's time.
 * {@code predict-bench/http/run} measures how many requests a second there can be.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar HttpRoundTripBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
// JMH calls start() before the first measurement.
@SuppressWarnings("NullAway.Init")
public class HttpRoundTripBenchmark {
    private static final int ROWS = 1024;
    /** By number and not by time, so that all of it is compiled on a machine that does other things, too. */
    private static final int WARMUP_REQUESTS = 40_000;

    private static final String LOOPBACK = "127.0.0.1";

    private final byte[][] requests = new byte[ROWS][];
    private KeptConnection ours;
    private KeptConnection bare;
    private int next;

    /** Starts both servers, which end with this process, connects to each, and makes the requests. */
    @Setup
    public void start() throws IOException {
        Quiet.http();
        PredictServer server =
                PredictServer.builder().bundle(RowBenchmark.bundle()).start();
        int port = freePort();
        BareServer.main(new String[] {Integer.toString(port)});
        ours = new KeptConnection(LOOPBACK, server.port());
        bare = new KeptConnection(LOOPBACK, port);
        double[] rows = Shapes.A.features(ROWS);
        for (int i = 0; i < ROWS; i++) {
            requests[i] = request(rows, i * RowBenchmark.COLUMNS.length);
        }
        for (int i = 0; i < WARMUP_REQUESTS; i++) {
            ours.exchange(advance());
            bare.exchange(advance());
        }
    }

    /** A prediction. */
    @Benchmark
    public int ours() throws IOException {
        return ours.exchange(advance());
    }

    /** The measure: each field is read, the answer is always the same. */
    @Benchmark
    public int bare() throws IOException {
        return bare.exchange(advance());
    }

    private byte[] advance() {
        next = (next + 1) & (ROWS - 1);
        return requests[next];
    }

    private static byte[] request(double[] rows, int first) {
        StringBuilder body = new StringBuilder();
        for (int c = 0; c < RowBenchmark.COLUMNS.length; c++) {
            body.append(c == 0 ? "{\"" : ",\"")
                    .append(RowBenchmark.COLUMNS[c])
                    .append("\":")
                    .append(rows[first + c]);
        }
        body.append('}');
        String head =
                "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
