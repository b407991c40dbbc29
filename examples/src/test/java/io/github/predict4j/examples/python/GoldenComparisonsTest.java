package io.github.predict4j.examples.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.Predictor;
import io.github.predict4j.bundle.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bundles of every release that have every step and kind of model are read for ever and score the same, bit for bit. They
 * are written once, before the release, and never again:
 * {@code examples/run comparisons --rows 100 examples/src/test/resources/golden/<version>}.
 */
class GoldenComparisonsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final Pattern RELEASE = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+)");

    static Stream<Path> bundles() {
        return list(FOLDER).stream()
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
    void score_ofAGoldenBundle_isWhatItsReleaseScored(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".predict", "");
        Bundle bundle = Bundle.read(file);

        Predictor predictor = bundle.predictor();
        List<String> scores = new ArrayList<>();
        for (String line : Files.readAllLines(file.resolveSibling(name + ".ndjson"))) {
            scores.add(WriteComparisons.score(predictor, line));
        }

        assertThat(scores)
                .hasSize(100)
                .containsExactlyElementsOf(Files.readAllLines(file.resolveSibling(name + ".expected")));
        assertThat(bundle.toBytes()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void everyRelease_hasItsBundles() throws IOException {
        List<String> released = RELEASE.matcher(Files.readString(Path.of("..", "CHANGELOG.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        List<String> names = Comparison.ALL.stream()
                .map(comparison -> comparison.name() + ".predict")
                .toList();
        assertThat(released).isNotEmpty();
        assertThat(list(FOLDER.resolve(released.get(0))).stream()
                        .map(file -> file.getFileName().toString()))
                .as("the newest release has every kind that there is")
                .containsAll(names);
        assertThat(released)
                .allSatisfy(version -> assertThat(list(FOLDER.resolve(version))).isNotEmpty());
    }
}
