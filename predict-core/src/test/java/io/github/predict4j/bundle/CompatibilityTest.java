package io.github.predict4j.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.pipeline.State;
import io.github.predict4j.teststep.TestSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bundle that a release has written is read for ever, and predicts the same. */
class CompatibilityTest {
    private static final Path CHANGES = Path.of("..", "CHANGELOG.md");
    private static final Pattern RELEASE = Pattern.compile("(?m)^## \\[?(\\d+\\.\\d+\\.\\d+)\\]?");

    static List<Path> versions() {
        return list(GenerateGoldenBundles.FOLDER);
    }

    static Stream<Path> bundles() {
        return versions().stream()
                .flatMap(version -> list(version).stream())
                .filter(file -> file.toString().endsWith(".predict"));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void read_goldenBundle_predictsWhatItsReleasePredicted(Path file) throws IOException {
        Bundle bundle = Bundle.read(file, ReadLimits.DEFAULTS, TestSteps.LOADER);

        String name = file.getFileName().toString().replace(".predict", "");
        byte[] predictions = Files.readAllBytes(file.resolveSibling(GenerateGoldenBundles.PREDICTIONS));
        List<State> rows = State.read(ByteBuffer.wrap(predictions), 100).states(name);
        assertThat(rows).hasSizeGreaterThanOrEqualTo(100);
        for (State row : rows) {
            GoldenRow then = GoldenRow.read(row);
            GoldenRow now = GoldenRow.of(then.input(), bundle.pipeline(), bundle.model());
            assertThat(then.difference(now, bundle.pipeline(), 0))
                    .as("%s", then.input())
                    .isNull();
        }
        assertThat(bundle.statistics()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void toBytes_ofAGoldenBundle_isTheFile(Path file) throws IOException {
        assertThat(Bundle.read(file, ReadLimits.DEFAULTS, TestSteps.LOADER).toBytes())
                .isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void everyRelease_hasItsGoldenBundlesOfEveryKind() throws IOException {
        List<String> released = RELEASE.matcher(Files.readString(CHANGES))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        String current = BundleWriter.here().getOrDefault("predict4j", "").replace("-SNAPSHOT", "");
        assertThat(versions().stream().map(v -> v.getFileName().toString()))
                .containsAll(released)
                .contains(current);
        assertThat(list(GenerateGoldenBundles.FOLDER.resolve(current)).stream()
                        .map(file -> file.getFileName().toString()))
                .containsAll(SampleBundles.all().keySet().stream()
                        .map(kind -> kind + ".predict")
                        .toList());
    }
}
