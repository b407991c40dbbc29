package io.github.predict4j.bundle;

import io.github.predict4j.pipeline.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A program, run on purpose before a release and at no other time: writes a bundle of every kind, and what each of them
 * predicts, into {@code src/test/resources/golden/<version>}. From then on every later version must read those files and
 * predict the same, bit for bit.
 *
 * <pre>{@code
 * mvn test-compile -pl predict-core -am
 * mvn dependency:build-classpath -pl predict-core -Dmdep.outputFile=target/class-path -Dmdep.includeScope=test
 * cd predict-core
 * java -cp target/test-classes:target/classes:$(cat target/class-path) io.github.predict4j.bundle.GenerateGoldenBundles
 * }</pre>
 */
final class GenerateGoldenBundles {
    static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    static final String PREDICTIONS = "predictions.state";

    private static final int ROWS = 100;

    private GenerateGoldenBundles() {}

    /** Writes them; refuses to change files that are there. */
    public static void main(String[] args) throws IOException {
        String version = BundleWriter.here().getOrDefault("predict4j", "").replace("-SNAPSHOT", "");
        Path folder = Files.createDirectories(FOLDER.resolve(version));
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IOException(
                        "required an empty folder " + folder + ": golden bundles are never written again");
            }
        }
        State.Builder predictions = State.builder();
        for (Map.Entry<String, Bundle> bundle : SampleBundles.all().entrySet()) {
            bundle.getValue().write(folder.resolve(bundle.getKey() + ".predict"));
            predictions.putStates(bundle.getKey(), predictions(bundle.getValue()));
        }
        Files.write(folder.resolve(PREDICTIONS), predictions.build().toBytes());
        System.out.println("wrote " + folder.toAbsolutePath());
    }

    private static List<State> predictions(Bundle bundle) {
        SplittableRandom random = new SplittableRandom(2011);
        return Stream.generate(() -> input(random))
                .limit(ROWS)
                .map(input ->
                        GoldenRow.of(input, bundle.pipeline(), bundle.model()).state())
                .toList();
    }

    private static State input(SplittableRandom random) {
        State.Builder input = State.builder()
                .put("temp", random.nextInt(8) == 0 ? 11.5 : 25 * random.nextGaussian())
                .put(
                        "season",
                        List.of("autumn", "spring", "summer", "winter", "monsoon")
                                .get(random.nextInt(5)))
                .put("holiday", random.nextBoolean())
                .put(
                        "day",
                        LocalDate.ofEpochDay(random.nextInt(-10_000, 40_000)).toString());
        return random.nextInt(4) == 0
                ? input.build()
                : input.put("wind", (long) random.nextInt(-5, 30)).build();
    }
}
