package io.github.predict4j.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.bundle.SafeFile.Step;
import io.github.predict4j.teststep.TestSteps;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A JVM that dies while it writes a bundle leaves the old one or the new one, whole. */
class CrashTest {
    private static final int KILLED = 137;

    @ParameterizedTest
    @EnumSource
    void write_killedBefore(Step step, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("sky.predict");
        SampleBundles.tree().write(file);
        Path content = folder.resolve("new");
        Files.write(content, SampleBundles.linear().toBytes());

        assertThat(writeAndDie(file, content, step)).isEqualTo(KILLED);

        boolean renamed = step == Step.FORCE_FOLDER || step == Step.DONE;
        Bundle expected = renamed ? SampleBundles.linear() : SampleBundles.tree();
        assertThat(read(file)).isEqualTo(expected.id());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(f -> f.toString().endsWith(".tmp"))).hasSize(renamed ? 0 : 1);
        }
        SampleBundles.linear().write(file);
        assertThat(read(file)).isEqualTo(SampleBundles.linear().id());
    }

    @Test
    void write_failsInTheMiddle_leavesTheOldFileAndNoOther(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sky.predict");
        SampleBundles.tree().write(file);
        for (Step step : new Step[] {Step.WRITE, Step.FORCE, Step.RENAME}) {
            try {
                SafeFile.write(file, new byte[9], at -> {
                    if (at == step) {
                        throw new IllegalStateException("as by a full disk");
                    }
                });
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessageContaining("full disk");
            }
            assertThat(read(file)).isEqualTo(SampleBundles.tree().id());
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    private static String read(Path file) throws IOException {
        return Bundle.read(file, ReadLimits.DEFAULTS, TestSteps.LOADER).id();
    }

    private static int writeAndDie(Path file, Path content, Step step)
            throws IOException, InterruptedException, URISyntaxException {
        String path = Stream.of(folderOf(SafeFile.class), folderOf(CrashTest.class))
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-cp",
                        path,
                        WriteAndDie.class.getName(),
                        file.toString(),
                        content.toString(),
                        step.name())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String folderOf(Class<?> type) throws URISyntaxException {
        return Path.of(ClassFiles.root(type).toURI()).toString();
    }

    /** The JVM that dies. */
    static final class WriteAndDie {
        private WriteAndDie() {}

        public static void main(String[] args) throws IOException {
            Step last = Step.valueOf(args[2]);
            SafeFile.write(Path.of(args[0]), Files.readAllBytes(Path.of(args[1])), step -> {
                if (step == last) {
                    Runtime.getRuntime().halt(KILLED);
                }
            });
        }
    }
}
