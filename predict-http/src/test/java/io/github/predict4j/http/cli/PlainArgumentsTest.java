package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What {@code serve} takes without picocli it takes as picocli does, and nothing that picocli would refuse. */
class PlainArgumentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iris.predict",
                "iris.predict bike.predict",
                "--models models",
                "iris.predict --models models --port 0",
                "--port 8081 iris.predict --host 0.0.0.0",
                "iris.predict bike.predict --default bike --not-found {} --health []",
                "iris.predict --warm-up 0 --drain-delay 15",
                "iris.predict --mount GET+/calc=iris?fields=prediction"
            })
    void plainArguments_areTakenAsByPicocli(String line) {
        List<String> arguments = arguments(line);
        ServeCommand byPicocli = new ServeCommand();
        new CommandLine(byPicocli).parseArgs(arguments.toArray(String[]::new));
        assertThat(ServeCommand.ofPlain(arguments))
                .usingRecursiveComparison()
                .ignoringFields("spec")
                .isEqualTo(byPicocli);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=0 iris.predict",
                "--help",
                "-h",
                "-- iris.predict",
                "@arguments",
                "iris.predict --host @host",
                "iris.predict --require-signature --trusted-key key.pem",
                "iris.predict --trusted-key key.pem",
                "iris.predict --mount GET+/a=iris --mount GET+/b=iris",
                "iris.predict --port 80 --port 81",
                "iris.predict --port",
                "iris.predict --port --host",
                "iris.predict --port many",
                "iris.predict --port 70000",
                "iris.predict --warm-up -1",
                "iris.predict --mount nothing",
                "iris.predict --unknown 1",
                "--port 0"
            })
    void otherArguments_areLeftToPicocli(String line) {
        assertThat(ServeCommand.ofPlain(arguments(line))).isNull();
    }

    @Test
    void noArguments_areLeftToPicocli() {
        assertThat(ServeCommand.ofPlain(List.of())).isNull();
        assertThat(ServeCommand.ofPlain(List.of(""))).isNull();
    }

    private static List<String> arguments(String line) {
        return List.of(line.split(" ")).stream()
                .map(word -> word.replace('+', ' '))
                .toList();
    }
}
