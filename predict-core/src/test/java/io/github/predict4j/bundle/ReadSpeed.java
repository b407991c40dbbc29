package io.github.predict4j.bundle;

import com.sun.management.ThreadMXBean;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.model.TreesBuilder;
import io.github.predict4j.teststep.TestSteps;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A program, no test: how much time (of the processor) reading a forest of a million nodes takes, beside reading and
 * hashing its bytes, and how much memory. Prints the best of 20 rounds, and fails above 4 times the time or 4 times the
 * file's size. (Kernels are made later, when the first row is.)
 *
 * <pre>{@code java -cp predict-core/target/test-classes:examples/target/examples.jar io.github.predict4j.bundle.ReadSpeed}</pre>
 */
final class ReadSpeed {
    private static final int TREES = 489;
    private static final int DEPTH = 10; // 2^11 - 1 nodes a tree
    private static final int ROUNDS = 20;
    /** Measured: 2.5 to 2.8. The limit is far enough above that a busy machine does not reach it. */
    private static final double TIMES_HASHING = 4;

    private static final double TIMES_THE_FILE = 4;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ReadSpeed() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("forest", ".predict");
        try {
            SampleBundles.regression("forest", forest()).write(file);
            measure(file);
        } finally {
            Files.delete(file);
        }
    }

    static TreeEnsemble forest() {
        TreesBuilder trees = Trees.builder(5, 1);
        SplittableRandom random = new SplittableRandom(1);
        for (int t = 0; t < TREES; t++) {
            trees.startTree(0);
            grow(trees, random, DEPTH);
        }
        return TreeEnsemble.builder(trees.build(), Aggregation.MEAN).build();
    }

    private static void grow(TreesBuilder trees, SplittableRandom random, int depth) {
        if (depth == 0) {
            trees.leaf(random.nextDouble());
            return;
        }
        trees.split(random.nextInt(5), random.nextDouble());
        grow(trees, random, depth - 1);
        grow(trees, random, depth - 1);
    }

    private static void measure(Path file) throws IOException {
        long hashing = Long.MAX_VALUE;
        long reading = Long.MAX_VALUE;
        long allocated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            byte[] digest = Layout.sha256(ByteBuffer.wrap(Files.readAllBytes(file)));
            hashing = Math.min(hashing, THREADS.getCurrentThreadCpuTime() - start);

            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            start = THREADS.getCurrentThreadCpuTime();
            Bundle bundle = Bundle.read(file, ReadLimits.DEFAULTS, TestSteps.LOADER);
            reading = Math.min(reading, THREADS.getCurrentThreadCpuTime() - start);
            allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            if (digest.length != Layout.DIGEST || bundle.model() == null) {
                throw new IllegalStateException("required a digest and a model, found none");
            }
        }
        double ratio = (double) reading / hashing;
        double memory = (double) allocated / Files.size(file);
        System.out.printf("file               %10d bytes%n", Files.size(file));
        System.out.printf("read and hashed    %10.1f ms%n", hashing / 1e6);
        System.out.printf("read as a bundle   %10.1f ms, %.2f times that%n", reading / 1e6, ratio);
        System.out.printf("memory taken       %10.2f times the file%n", memory);
        if (ratio > TIMES_HASHING || memory > TIMES_THE_FILE) {
            throw new IllegalStateException(
                    "required at most " + TIMES_HASHING + " times hashing and " + TIMES_THE_FILE + " times the file");
        }
    }
}
