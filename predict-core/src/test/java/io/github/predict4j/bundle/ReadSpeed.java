package io.github.predict4j.bundle;

import com.sun.management.ThreadMXBean;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.model.TreesBuilder;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.teststep.TestSteps;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A program, no test: how long reading a forest of a million nodes takes, beside reading and hashing its bytes, and how
 * much memory. Prints the best of 20 rounds, and fails if it takes more than 3 times as long, kernels apart.
 *
 * <pre>{@code java -cp predict-core/target/test-classes:examples/target/examples.jar io.github.predict4j.bundle.ReadSpeed}</pre>
 */
final class ReadSpeed {
    private static final int TREES = 489;
    private static final int DEPTH = 10; // 2^11 - 1 nodes a tree
    private static final double LIMIT = 3;

    private ReadSpeed() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("forest", ".predict");
        try {
            SampleBundles.regression("forest", forest()).write(file);
            double ratio = measure(file);
            if (ratio > LIMIT) {
                throw new IllegalStateException("required at most " + LIMIT + " times, found " + ratio);
            }
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

    private static double measure(Path file) throws IOException {
        long hashing = Long.MAX_VALUE;
        long reading = Long.MAX_VALUE;
        long parsing = Long.MAX_VALUE;
        long building = Long.MAX_VALUE;
        long compiling = Long.MAX_VALUE;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        byte[] section = SampleBundles.read(Files.readAllBytes(file)).model() instanceof TreeEnsemble e
                ? ModelState.of(e).toBytes()
                : new byte[0];
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            byte[] digest = Layout.sha256(ByteBuffer.wrap(Files.readAllBytes(file)));
            hashing = Math.min(hashing, System.nanoTime() - start + (digest.length - 32));

            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            start = System.nanoTime();
            Bundle bundle = Bundle.read(file, ReadLimits.DEFAULTS, TestSteps.LOADER);
            reading = Math.min(reading, System.nanoTime() - start);
            allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            if (bundle.output() == null
                    || bundle.output().task()
                            != OutputSchema.regression("x", "").task()) {
                throw new IllegalStateException("another bundle");
            }

            start = System.nanoTime();
            State state = State.read(ByteBuffer.wrap(section), 100);
            parsing = Math.min(parsing, System.nanoTime() - start);
            start = System.nanoTime();
            Model model = ModelState.read(ModelState.TREES, state, ReadLimits.DEFAULTS);
            building = Math.min(building, System.nanoTime() - start);
            start = System.nanoTime();
            TreeEnsemble.builder(((TreeEnsemble) model).trees(), Aggregation.MEAN)
                    .build();
            compiling = Math.min(compiling, System.nanoTime() - start);
        }
        long size = Files.size(file);
        System.out.printf("file                       %10d bytes%n", size);
        System.out.printf("read and hashed            %10.1f ms%n", hashing / 1e6);
        System.out.printf(
                "read as a bundle           %10.1f ms, %.2f times that%n", reading / 1e6, (double) reading / hashing);
        System.out.printf("  of it, parsing the model %10.1f ms%n", parsing / 1e6);
        System.out.printf("  of it, building it       %10.1f ms%n", building / 1e6);
        System.out.printf("    of it, its kernels     %10.1f ms%n", compiling / 1e6);
        System.out.printf(
                "without its kernels        %10.1f ms, %.2f times reading and hashing%n",
                (reading - compiling) / 1e6, (double) (reading - compiling) / hashing);
        System.out.printf("memory taken               %10.2f times the file%n", (double) allocated / size);
        return (double) (reading - compiling) / hashing;
    }
}
