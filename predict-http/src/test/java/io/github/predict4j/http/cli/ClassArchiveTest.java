package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    private Path folder;

    private Path jar;
    private Path archive;

    @BeforeEach
    void files() throws Exception {
        jar = folder.resolve("predict.jar");
        archive = Files.writeString(folder.resolve("predict.jsa"), "an archive");
    }

    private @Nullable List<String> again(String... arguments) {
        return ClassArchive.command(new Started(List.of(arguments)), jar);
    }

    @Test
    void jarWithItsArchive_isStartedAgainWithIt() {
        assertThat(again("-Xmx64m", "-XX:+UseSerialGC", "-jar", "predict.jar", "serve", "-Dx.predict"))
                .startsWith("/jdk/bin/java", "-XX:SharedArchiveFile=" + archive)
                .endsWith("-Xmx64m", "-XX:+UseSerialGC", "-jar", "predict.jar", "serve", "-Dx.predict");
    }

    @Test
    void noArchive_isNotStartedAgain() throws Exception {
        Files.delete(archive);
        assertThat(again("-jar", "predict.jar", "serve", "x.predict")).isNull();
    }

    @Test
    void optionThatCannotBeRepeated_isNotStartedAgain() {
        for (String option : List.of(
                "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
                "-Dcom.sun.management.jmxremote.port=9000",
                "-javaagent:a.jar",
                "-XX:SharedArchiveFile=other.jsa",
                "-XX:ArchiveClassesAtExit=other.jsa")) {
            assertThat(again(option, "-jar", "predict.jar", "serve")).as(option).isNull();
        }
    }

    @Test
    void unknownArguments_areNotStartedAgain() {
        assertThat(again("-cp", "classes", "io.github.predict4j.http.cli.Main")).isNull();
        assertThat(again()).isNull();
    }

    /** A process as the system describes it. */
    private record Started(List<String> given) implements ProcessHandle.Info {
        @Override
        public Optional<String> command() {
            return Optional.of("/jdk/bin/java");
        }

        @Override
        public Optional<String> commandLine() {
            return Optional.empty();
        }

        @Override
        public Optional<String[]> arguments() {
            return given.isEmpty() ? Optional.empty() : Optional.of(given.toArray(String[]::new));
        }

        @Override
        public Optional<Instant> startInstant() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> totalCpuDuration() {
            return Optional.empty();
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }
    }
}
