package io.github.predict4j.bench;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.GoldenRow;
import io.github.predict4j.bundle.ReadLimits;
import io.github.predict4j.http.server.PredictServer;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.model.TreesBuilder;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What clients notice of models being replaced: latencies of single rows over HTTP, without swaps and with 100 of them, of
 * a forest of 200 trees of depth 8. Each swap reads a bundle from memory, verifies it, warms it up and puts it in place.
 *
 * <pre>{@code
 * java -cp predict-bench/target/benchmarks.jar io.github.predict4j.bench.Swaps
 * }</pre>
 */
public final class Swaps {
    private static final int CLIENTS = 2;
    private static final int SWAPS = 100;
    private static final long PAUSE_MILLIS = 100;
    private static final int FEATURES = 10;
    private static final int TREES = 200;
    private static final int DEPTH = 8;
    private static final int WARM_UPS = 1000;

    private Swaps() {}

    /** What is done while clients ask. */
    private interface Meanwhile {
        void run() throws Exception;
    }

    /** Prints a line for each phase; fails if a request does. */
    public static void main(String[] args) throws Exception {
        byte[][] bundles = {forest(1).toBytes(), forest(2).toBytes()};
        try (PredictServer server = PredictServer.builder()
                .bundle(read(bundles[0]))
                .warmUp(WARM_UPS)
                .start()) {
            Meanwhile nothing = () -> {
                for (int i = 0; i < SWAPS; i++) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            };
            Meanwhile swaps = () -> {
                for (int i = 0; i < SWAPS; i++) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    server.swap(read(bundles[(i + 1) % 2]));
                }
            };
            measure(server.port(), nothing);
            System.out.println("phase            requests      p50       p99     p99.9       max (microseconds)");
            System.out.println("without swaps " + measure(server.port(), nothing));
            System.out.println(SWAPS + " swaps     " + measure(server.port(), swaps));
            System.out.println("without swaps " + measure(server.port(), nothing));
        }
    }

    private static Bundle read(byte[] bytes) throws IOException {
        return Bundle.read(bytes, ReadLimits.DEFAULTS, Swaps.class.getClassLoader());
    }

    private static String measure(int port, Meanwhile meanwhile) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<long[]>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Callable<long[]> client = () -> ask(port, over);
                clients.add(threads.submit(client));
            }
            meanwhile.run();
            over.set(true);
            long[] all = new long[0];
            for (Future<long[]> client : clients) {
                long[] nanos = client.get();
                all = Arrays.copyOf(all, all.length + nanos.length);
                System.arraycopy(nanos, 0, all, all.length - nanos.length, nanos.length);
            }
            Arrays.sort(all);
            return String.format(
                    "%11d %9.1f %9.1f %9.1f %9.1f",
                    all.length, at(all, 0.5), at(all, 0.99), at(all, 0.999), at(all, 1));
        } finally {
            threads.shutdownNow();
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e3;
    }

    /** Asks for one row after the other on one connection; how long each answer took. */
    private static long[] ask(int port, AtomicBoolean over) throws IOException {
        StringBuilder row = new StringBuilder("{\"x0\":0.5");
        for (int i = 1; i < FEATURES; i++) {
            row.append(",\"x").append(i).append("\":0.5");
        }
        byte[] request = ("POST /v1/predict HTTP/1.1\r\nHost: a\r\nContent-Length: " + (row.length() + 1) + "\r\n\r\n"
                        + row + "}")
                .getBytes(StandardCharsets.US_ASCII);
        long[] nanos = new long[1 << 10];
        int count = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!over.get()) {
                long begin = System.nanoTime();
                socket.getOutputStream().write(request);
                requireSuccess(in);
                nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
                nanos[count++] = System.nanoTime() - begin;
            }
        }
        return Arrays.copyOf(nanos, count);
    }

    private static void requireSuccess(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.startsWith("Content-Length: ")) {
                length = Integer.parseInt(header.substring("Content-Length: ".length()));
            }
        }
        in.skipNBytes(length);
        if (!status.equals("HTTP/1.1 200 OK")) {
            throw new IOException("200 is required, found " + status);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("an answer is required, found the end");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static Bundle forest(int version) {
        SplittableRandom random = new SplittableRandom(version);
        TreesBuilder trees = Trees.builder(FEATURES, 1);
        State.Builder golden = State.builder();
        Field[] fields = new Field[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            fields[i] = Field.number("x" + i);
            golden.put("x" + i, random.nextDouble());
        }
        for (int t = 0; t < TREES; t++) {
            trees.startTree(0);
            grow(trees, random, DEPTH);
        }
        TreeEnsemble forest =
                TreeEnsemble.builder(trees.build(), Aggregation.MEAN).build();
        FeaturePipeline pipeline = FeaturePipeline.of("forest-features", "1.0.0", Schema.of(fields), List.of(), null);
        return Bundle.builder("forest", version + ".0.0", pipeline)
                .model(forest, OutputSchema.regression("y", ""))
                .goldenRows(List.of(GoldenRow.of(golden.build(), pipeline, forest)))
                .build();
    }

    private static void grow(TreesBuilder trees, SplittableRandom random, int depth) {
        if (depth == 0) {
            trees.leaf(random.nextDouble());
        } else {
            trees.split(random.nextInt(FEATURES), random.nextDouble());
            grow(trees, random, depth - 1);
            grow(trees, random, depth - 1);
        }
    }
}
