package io.github.predict4j.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.github.predict4j.model.Model;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.teststep.TestSteps;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes: a bundle, or the one exception that says why not, and memory in proportion. {@code docs/fuzzing.md}
 * says how to look for more; here the seeds and what was found are run again.
 *
 * <p>Digests would keep a fuzzer out, so each target repairs those above the part it is about.
 */
class BundleFuzzTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] TREE = SampleBundles.tree().toBytes();
    private static final ReadLimits TIGHT = SampleBundles.tight();

    static Stream<byte[]> files() {
        Stream<byte[]> bundles = SampleBundles.all().values().stream().map(Bundle::toBytes);
        byte[] flipped = TREE.clone();
        flipped[flipped.length / 2] ^= 1;
        Stream<byte[]> damaged = Stream.of(Arrays.copyOf(TREE, TREE.length / 2), flipped); // lines 2 and 3
        return Stream.concat(Stream.concat(bundles, damaged), attacks().map(Attack::file))
                .filter(file -> file.length < 100_000);
    }

    private static Stream<Attack> attacks() {
        return Stream.of(ContainerAttacks.all(), SectionAttacks.all(), ModelAttacks.all())
                .flatMap(List::stream);
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "10m")
    void container(byte[] file) {
        if (file != null && file.length >= Layout.HEADER + Layout.TRAILER) {
            byte[] sealed = BundleForge.sealed(file);
            bounded(file.length, () -> SampleBundles.read(sealed).statistics());
            bounded(file.length, () -> Bundle.read(sealed, TIGHT, TestSteps.LOADER));
        }
    }

    static Stream<byte[]> manifests() {
        return files().filter(BundleFuzzTest::hasManifest).map(file -> {
            int length = Layout.littleEndian(file).getInt(12);
            return Arrays.copyOfRange(file, Layout.HEADER, Layout.HEADER + length);
        });
    }

    private static boolean hasManifest(byte[] file) {
        return file.length > Layout.HEADER
                && Integer.toUnsignedLong(Layout.littleEndian(file).getInt(12)) < file.length - Layout.HEADER;
    }

    @MethodSource("manifests")
    @FuzzTest(maxDuration = "10m")
    void manifest(byte[] json) {
        if (json != null) {
            bounded(json.length, () -> {
                Manifest manifest = Manifest.read(json);
                assertThat(Manifest.read(manifest.write())).isEqualTo(manifest);
            });
        }
    }

    static Stream<byte[]> schemas() {
        return sections("schema");
    }

    @MethodSource("schemas")
    @FuzzTest(maxDuration = "10m")
    void schema(byte[] section) {
        exchanged("schema", section);
    }

    static Stream<byte[]> pipelines() {
        return sections("pipeline");
    }

    @MethodSource("pipelines")
    @FuzzTest(maxDuration = "10m")
    void pipeline(byte[] section) {
        exchanged("pipeline", section);
    }

    static Stream<byte[]> goldenRowSections() {
        return sections("golden_rows");
    }

    @MethodSource("goldenRowSections")
    @FuzzTest(maxDuration = "10m")
    void goldenRows(byte[] section) {
        if (section != null) {
            Bundle bundle = SampleBundles.tree();
            bounded(section.length, () -> {
                State state = new Unparsed(ByteBuffer.wrap(section), ReadLimits.DEFAULTS).state("golden_rows");
                new Replay(bundle.pipeline(), bundle.model(), Map.of(), ReadLimits.DEFAULTS).rows(state);
            });
        }
    }

    static Stream<byte[]> models() {
        return sections("model");
    }

    @MethodSource("models")
    @FuzzTest(maxDuration = "10m")
    void model(byte[] section) throws BundleException {
        if (section != null && bounded(section.length, () -> readModel(section))) {
            score(readModel(section)); // kernels have their own bounds: a table alone may take 16 MiB
        }
    }

    private static Model readModel(byte[] section) throws BundleException {
        State state = new Unparsed(ByteBuffer.wrap(section), ReadLimits.DEFAULTS).state("model");
        String kind = state.has("biases") ? ModelState.LINEAR : ModelState.TREES;
        Model model = Hostile.parse("model", () -> ModelState.read(kind, state, ReadLimits.DEFAULTS));
        assertThat(ModelState.read(kind, ModelState.of(model), ReadLimits.DEFAULTS)
                        .outputSize())
                .isEqualTo(model.outputSize());
        return model;
    }

    private static void score(Model model) {
        double[] features = new double[model.inputSize()];
        double[] scores = new double[model.outputSize()];
        for (double value : new double[] {0, -1, 1e300, 3}) {
            Arrays.fill(features, value);
            model.score(features, 1, scores, model.newScratch(1));
        }
    }

    static Stream<byte[]> statisticsSections() {
        return sections("statistics");
    }

    @MethodSource("statisticsSections")
    @FuzzTest(maxDuration = "10m")
    void statistics(byte[] section) {
        if (section != null) {
            bounded(section.length, () -> {
                State state = new Unparsed(ByteBuffer.wrap(section), ReadLimits.DEFAULTS).state("statistics");
                Statistics statistics = Hostile.parse("statistics", () -> StatisticsState.read(state));
                assertThat(StatisticsState.read(StatisticsState.of(statistics))).isEqualTo(statistics);
            });
        }
    }

    static Stream<byte[]> states() {
        return Stream.of("schema", "pipeline", "model", "golden_rows", "training", "statistics")
                .flatMap(BundleFuzzTest::sections);
    }

    /** A state has one form only: bytes that are read are the bytes that are written. */
    @MethodSource("states")
    @FuzzTest(maxDuration = "10m")
    void state(byte[] bytes) {
        if (bytes != null) {
            bounded(bytes.length, () -> {
                State state = new Unparsed(ByteBuffer.wrap(bytes), ReadLimits.DEFAULTS).state("any");
                assertThat(state.toBytes()).isEqualTo(bytes);
                assertThat(State.read(ByteBuffer.wrap(bytes), bytes.length)).isEqualTo(state);
            });
        }
    }

    /** That section of every good bundle, and of those whose table of sections is good. */
    private static Stream<byte[]> sections(String name) {
        Stream<byte[]> bundles = SampleBundles.all().values().stream().map(Bundle::toBytes);
        Stream<byte[]> attacks = Stream.of(SectionAttacks.all(), ModelAttacks.all())
                .flatMap(List::stream)
                .map(Attack::file)
                .filter(file -> file.length < 100_000);
        Set<byte[]> different = new TreeSet<>(Arrays::compare); // most attacks leave most sections as they are
        Stream.concat(bundles, attacks)
                .flatMap(file -> Stream.ofNullable(BundleForge.of(file).content(name)))
                .forEach(different::add);
        return different.stream();
    }

    /** Reads the tree bundle with another section. */
    private static void exchanged(String section, byte[] content) {
        if (content != null) {
            byte[] file = BundleForge.of(TREE).section(section, good -> content).build();
            bounded(file.length, () -> SampleBundles.read(file));
        }
    }

    /** What a target does with its bytes. */
    private interface Reading {
        void run() throws BundleException;
    }

    /** Reads, and returns whether the bytes were accepted. */
    private static boolean bounded(int length, Reading reading) {
        long most = 64L * length + (16 << 20);
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        boolean accepted = accepted(reading);
        if (THREADS.getThreadAllocatedBytes(thread) - before > most) {
            before = THREADS.getThreadAllocatedBytes(thread); // the first time may have paid for instrumenting classes
            accepted = accepted(reading);
        }
        assertThat(THREADS.getThreadAllocatedBytes(thread) - before).isLessThanOrEqualTo(most);
        return accepted;
    }

    private static boolean accepted(Reading reading) {
        try {
            reading.run();
            return true;
        } catch (BundleException expected) {
            assertThat(Objects.requireNonNull(expected.getMessage())).contains("docs/troubleshooting.md#");
            return false;
        }
    }
}
