package io.github.predict4j.bench;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.model.TreesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take until a forest of 1,000,000 nodes can be asked, from a file in the page cache, against reading and
 * hashing the file's bytes? 100 random trees over 12 features.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar BundleReadBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
// JMH calls write() before the first measurement.
@SuppressWarnings("NullAway.Init")
public class BundleReadBenchmark {
    private static final int TREES = 100;
    private static final int LEAVES = 5_000;
    private static final int FEATURES = 12;

    private Path file;

    /** Writes the bundle. */
    @Setup
    public void write() throws IOException {
        RandomGenerator random = new SplittableRandom(5);
        TreesBuilder trees = Trees.builder(FEATURES, 1);
        for (int tree = 0; tree < TREES; tree++) {
            add(trees.startTree(0), LEAVES, random);
        }
        TreeEnsemble forest =
                TreeEnsemble.builder(trees.build(), Aggregation.MEAN).build();
        List<String> names = IntStream.range(0, FEATURES).mapToObj(j -> "x" + j).toList();
        file = Files.createTempFile("forest", ".predict");
        ShapeFiles.bundle(names, forest).write(file);
    }

    /** Deletes the bundle. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** Everything: read, hashed, checked, compiled. */
    @Benchmark
    public Bundle read() throws IOException {
        return Bundle.read(file);
    }

    /** The measure. */
    @Benchmark
    public byte[] hash() throws IOException, GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    }

    private static void add(TreesBuilder tree, int leaves, RandomGenerator random) {
        if (leaves == 1) {
            tree.leaf(random.nextDouble());
            return;
        }
        tree.split(random.nextInt(FEATURES), random.nextInt(1000) / 1000.0);
        int left = 1 + random.nextInt(leaves - 1);
        add(tree, left, random);
        add(tree, leaves - left, random);
    }
}
