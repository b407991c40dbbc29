package io.github.predict4j.bundle;

import static io.github.predict4j.bundle.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Row;
import io.github.predict4j.teststep.Centre;
import io.github.predict4j.teststep.TestSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleTest {
    static Stream<String> kinds() {
        return SampleBundles.all().keySet().stream();
    }

    private static Bundle sample(String kind) {
        return Objects.requireNonNull(SampleBundles.all().get(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_whatWasWritten_isEqualToTheBit(String kind) throws IOException {
        Bundle written = sample(kind);

        Bundle read = SampleBundles.read(written.toBytes());

        assertThat(read.toBytes()).isEqualTo(written.toBytes());
        assertThat(read.id()).isEqualTo(written.id());
        assertThat(read.name()).isEqualTo(written.name());
        assertThat(read.version()).isEqualTo(written.version());
        assertThat(read.output()).isEqualTo(written.output());
        assertThat(read.metrics()).isEqualTo(written.metrics());
        assertThat(read.provenance()).isEqualTo(written.provenance());
        assertThat(read.annotations()).isEqualTo(written.annotations());
        assertThat(read.statistics()).isNotNull().isEqualTo(written.statistics());
        assertThat(read.writer()).isEqualTo(written.writer());
        assertThat(read.pipeline().schema()).isEqualTo(written.pipeline().schema());
        assertThat(read.pipeline().fingerprint()).isEqualTo(written.pipeline().fingerprint());
        assertThat(read.pipeline().features()).isEqualTo(written.pipeline().features());
        assertThat(read.goldenRows()).hasSameSizeAs(written.goldenRows());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_treeEnsemble_hasAllItsProperties(String kind) throws IOException {
        Bundle written = sample(kind);
        if (written.model() instanceof TreeEnsemble before) {
            TreeEnsemble after = (TreeEnsemble) readModel(written);
            assertThat(after.describe()).isEqualTo(before.describe());
            assertThat(after.treeWeights()).containsExactly(before.treeWeights());
            assertThat(after.baseValues()).containsExactly(before.baseValues());
            assertThat(after.acceptsMissing()).isEqualTo(before.acceptsMissing());
            assertThat(after.trees().roots()).isEqualTo(before.trees().roots());
            assertThat(after.trees().thresholds()).isEqualTo(before.trees().thresholds());
            assertThat(after.trees().flags()).isEqualTo(before.trees().flags());
            assertThat(after.trees().categoryWords()).isEqualTo(before.trees().categoryWords());
            assertThat(after.trees().leafValues()).isEqualTo(before.trees().leafValues());
        } else if (written.model() instanceof LinearModel before) {
            LinearModel after = (LinearModel) readModel(written);
            assertThat(after.weights()).containsExactly(before.weights());
            assertThat(after.biases()).containsExactly(before.biases());
            assertThat(after.postTransform()).isEqualTo(before.postTransform());
        } else {
            assertThat(SampleBundles.read(written.toBytes()).model()).isNull();
        }
    }

    private static Model readModel(Bundle written) throws IOException {
        return Objects.requireNonNull(SampleBundles.read(written.toBytes()).model());
    }

    @Test
    void annotations_thatCouldNotBeRead_areRefused() {
        Bundle.Builder bundle = Bundle.builder("p", "1.0.0", SampleBundles.PIPELINE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bundle.annotations(Map.of("note", "x".repeat(16_385))))
                .withMessage("annotation \"note\" must have at most 16384 characters, found 16385");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bundle.annotations(Map.of("x".repeat(257), "")))
                .withMessage("the name of an annotation must have at most 256 characters, found 257");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bundle.annotations(Map.of("note", "\ud800")))
                .withMessage("annotation \"note\" must not hold an unpaired surrogate");
    }

    @Test
    void toBytes_equalBundles_areEqual() {
        assertThat(SampleBundles.tree().toBytes())
                .isEqualTo(SampleBundles.tree().toBytes())
                .isNotEqualTo(SampleBundles.linear().toBytes());
    }

    @Test
    void id_isTheDigestAtTheEndOfTheFile() {
        byte[] bytes = SampleBundles.tree().toBytes();
        String hex = HexFormat.of().formatHex(bytes, bytes.length - 40, bytes.length - 8);
        assertThat(SampleBundles.tree().id()).isEqualTo(hex);
    }

    @Test
    void write_toAFile_givesTheBytesAndNoOtherFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sky.predict");
        Files.writeString(file, "what was there before");

        SampleBundles.tree().write(file);

        assertThat(Files.readAllBytes(file)).isEqualTo(SampleBundles.tree().toBytes());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(Bundle.read(file, ReadLimits.DEFAULTS, TestSteps.LOADER).name())
                .isEqualTo("tree_vote");
    }

    @Test
    void write_toAFile_mayBeReadByWhoMayReadAnyNewFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sky.predict");
        SampleBundles.tree().write(file);
        Path any = Files.createFile(folder.resolve("any"));
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(any));
        }
        assertThat(file).isReadable();
    }

    @Test
    void write_toAFolderThatIsAbsent_throwsAndLeavesNothing(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> SampleBundles.tree().write(folder.resolve("none/sky.predict")))
                .isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void read_fileThatIsAbsent_throwsWhatTheFileSystemSays(@TempDir Path folder) {
        assertThatThrownBy(() -> Bundle.read(folder.resolve("none.predict"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void predictor_afterReading_givesTheSameScores() throws IOException {
        for (Bundle bundle : SampleBundles.all().values()) {
            if (bundle.model() == null) {
                continue;
            }
            double[] before = new double[Objects.requireNonNull(bundle.output()).size()];
            double[] after = before.clone();
            Bundle read = SampleBundles.read(bundle.toBytes());
            bundle.predictor().score(fill(bundle.predictor().newRow()), before);
            read.predictor().score(fill(read.predictor().newRow()), after);
            assertThat(after).as(bundle.name()).containsExactly(before);
        }
    }

    private static Row fill(Row row) {
        return row.set("temp", 3.75)
                .set("wind", 2)
                .set("season", "winter")
                .set("holiday", false)
                .set("day", LocalDate.of(2026, 11, 21));
    }

    @Test
    void predictor_pipelineAlone_isRefused() {
        assertThatThrownBy(() -> SampleBundles.pipelineAlone().predictor())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pipeline alone");
    }

    @Test
    void of_pipeline_isABundleUnderItsNameAndVersion() throws IOException {
        Bundle read = SampleBundles.read(Bundle.of(SampleBundles.PIPELINE).toBytes());
        assertThat(read.name()).isEqualTo("weather-features");
        assertThat(read.version()).isEqualTo("1.2.0");
        assertThat(read.model()).isNull();
        assertThat(read.output()).isNull();
        assertThat(read.statistics()).isNull();
        assertThat(read.pipeline().fingerprint()).isEqualTo(SampleBundles.PIPELINE.fingerprint());
    }

    @Test
    void requirePipeline_rightOne_isTheBundle() throws BundleException {
        Bundle bundle = SampleBundles.tree();
        assertThat(bundle.requirePipeline("weather-features", "1")).isSameAs(bundle);
        assertThat(bundle.requirePipeline("weather-features", "1.1")).isSameAs(bundle);
    }

    @Test
    void requirePipeline_otherNameOrVersion_namesBoth() {
        assertRefused(Reason.WRONG_PIPELINE, () -> SampleBundles.tree().requirePipeline("bike-features", "1"))
                .hasMessageContainingAll("\"bike-features\" 1", "\"weather-features\" 1.2.0");
        assertRefused(Reason.WRONG_PIPELINE, () -> SampleBundles.tree().requirePipeline("weather-features", "2"));
        assertRefused(Reason.WRONG_PIPELINE, () -> SampleBundles.tree().requirePipeline("weather-features", "1.3"));
    }

    @Test
    void read_pipelineExchangedForOneWithAnotherFittedNumber_saysWhy() {
        FeaturePipeline other = FeaturePipeline.of(
                "weather-features",
                "1.2.0",
                SampleBundles.PIPELINE.schema(),
                List.of(Centre.of(List.of("temp", "wind"), Math.nextUp(11.5), 4.25)),
                SampleBundles.PIPELINE.features());
        BundleForge forge = BundleForge.of(SampleBundles.tree())
                .section("pipeline", bytes -> other.state().toBytes());
        assertRefused(Reason.CORRUPT, () -> SampleBundles.read(forge.build())).hasMessageContaining("fingerprint");

        forge.manifest(json -> json.withObject("pipeline").put("fingerprint", other.fingerprint()));

        assertRefused(Reason.CORRUPT, () -> SampleBundles.read(forge.build()))
                .hasMessageContainingAll(
                        "the pipeline it was trained on",
                        SampleBundles.PIPELINE.fingerprint(),
                        "found one with " + other.fingerprint());
    }

    @Test
    void read_changedFeatureOfAGoldenRow_showsRowExpectedAndFound() {
        byte[] file = goldenRow(1, "features", Math.nextUp(-3.25 - 11.5));
        assertRefused(Reason.NOT_REPRODUCED, () -> SampleBundles.read(file))
                .hasMessageContainingAll(
                        "golden row 1",
                        "feature \"temp\"",
                        "expected " + Double.toHexString(Math.nextUp(-14.75)),
                        "found " + Double.toHexString(-14.75));
    }

    @Test
    void read_datesThatDoNotReproduceWithOtherTimeZones_namesBothVersions() {
        BundleForge forge = BundleForge.of(goldenRow(1, "scores", 0.9));
        String here = SampleBundles.tree().writer().get("tzdb");
        assertThat(here).matches("20\\d\\d[a-z]");
        assertRefused(Reason.NOT_REPRODUCED, () -> SampleBundles.read(forge.build()))
                .hasMessageNotContaining("tzdb");

        forge.manifest(json -> json.withObject("writer").put("tzdb", "1999z"));

        assertRefused(Reason.NOT_REPRODUCED, () -> SampleBundles.read(forge.build()))
                .hasMessageContainingAll("golden row 1", "score 0", "were 1999z", "are " + here);
    }

    @Test
    void read_changedScoreOfAGoldenRow_showsRowExpectedAndFound() {
        byte[] file = goldenRow(3, "scores", 0.9);
        assertRefused(Reason.NOT_REPRODUCED, () -> SampleBundles.read(file))
                .hasMessageContainingAll("golden row 3", "score 0", "expected " + Double.toHexString(0.9));
    }

    @Test
    void read_changedRefusalOfAGoldenRow_showsRowExpectedAndFound() {
        BundleForge forge = BundleForge.of(SampleBundles.tree());
        List<State> rows = new ArrayList<>(forge.state("golden_rows").states("rows"));
        State refused = State.builder().put("refused", List.of("day MISSING")).build();
        rows.set(5, BundleForge.with(rows.get(5), refused));
        forge.put("golden_rows", State.builder().putStates("rows", rows).build());
        assertRefused(Reason.NOT_REPRODUCED, () -> SampleBundles.read(forge.build()))
                .hasMessageContainingAll("golden row 5", "[day MISSING]", "[temp MISSING]");
    }

    /** The tree bundle with another first number in one of its golden rows. */
    private static byte[] goldenRow(int number, String key, double first) {
        BundleForge forge = BundleForge.of(SampleBundles.tree());
        List<State> rows = new ArrayList<>(forge.state("golden_rows").states("rows"));
        double[] numbers = rows.get(number).numbers(key);
        numbers[0] = first;
        rows.set(
                number,
                BundleForge.with(
                        rows.get(number), State.builder().put(key, numbers).build()));
        return forge.put("golden_rows", State.builder().putStates("rows", rows).build())
                .build();
    }

    @Test
    void read_foreignToleranceWithinItsBound_isAccepted() throws IOException {
        double score = SampleBundles.linear().goldenRows().get(0).scores()[0];
        BundleForge forge = BundleForge.of(SampleBundles.linear());
        List<State> rows = new ArrayList<>(forge.state("golden_rows").states("rows"));
        rows.set(
                0,
                BundleForge.with(
                        rows.get(0),
                        State.builder()
                                .put("scores", new double[] {score * (1 + 1e-9)})
                                .build()));
        forge.put("golden_rows", State.builder().putStates("rows", rows).build());
        assertRefused(Reason.NOT_REPRODUCED, () -> SampleBundles.read(forge.build()));

        forge.put("golden_rows", State.builder().put("tolerance", 1e-8).build());

        Bundle read = SampleBundles.read(forge.build());
        assertThat(SampleBundles.read(read.toBytes()).toBytes()).isEqualTo(read.toBytes());
        forge.put("golden_rows", State.builder().put("tolerance", 1e-5).build());
        assertRefused(Reason.CORRUPT, () -> SampleBundles.read(forge.build())).hasMessageContaining("tolerance");
    }

    @Test
    void read_stepWithoutProvider_isNamedWithThoseThatAreHere() {
        byte[] file = SampleBundles.tree().toBytes();
        assertRefused(
                        Reason.MISSING_STEP,
                        () -> Bundle.read(file, ReadLimits.DEFAULTS, ClassLoader.getPlatformClassLoader()))
                .hasMessageContainingAll("step 0", "centre/1", "found them for []");
    }

    @Test
    void builder_wrongNameOrVersion_isRefused() {
        for (String wrong : List.of("", "a b", "ä", "../x", "-x", "x".repeat(129))) {
            assertThatThrownBy(() ->
                            Bundle.builder(wrong, "1", SampleBundles.PIPELINE).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a bundle's name must match");
            assertThatThrownBy(() ->
                            Bundle.builder("x", wrong, SampleBundles.PIPELINE).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a bundle's version must match");
        }
    }

    @Test
    void read_eightThreads_giveTheSame() throws InterruptedException, ExecutionException {
        byte[] file = SampleBundles.tree().toBytes();
        Callable<String> reading = () -> SampleBundles.read(file).id();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<String> id : threads.invokeAll(Collections.nCopies(64, reading))) {
                assertThat(id.get()).isEqualTo(SampleBundles.tree().id());
            }
        } finally {
            threads.shutdown();
        }
    }
}
