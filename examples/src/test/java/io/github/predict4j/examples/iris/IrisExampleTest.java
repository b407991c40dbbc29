package io.github.predict4j.examples.iris;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.examples.Main;
import io.github.predict4j.examples.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example as a user does: in a folder of its own, in a JVM of its own. */
class IrisExampleTest {
    /** Where the projects that consume the installed artifacts look for a bundle. */
    private static final Path SHARED = Path.of("target", "it-data");

    @Test
    void iris_trainsWritesReadsPredicts_andTheReadmesLinesUseTheFile() throws IOException, InterruptedException {
        try (Program iris = Program.start(SHARED, Main.class, "iris")) {
            assertThat(iris.end())
                    .contains("iris.predict: iris 1.0.0", "accuracy on 30 rows", "serve it with --serve", "exit 0")
                    .containsPattern("row +0, setosa +-> setosa 1.00 versicolor 0.00 virginica 0.00 => setosa");
        }
        try (Program readme = Program.start(SHARED, ReadmeExample.class)) {
            assertThat(readme.end()).isEqualTo("setosa\nvirginica\nexit 0");
        }
    }

    @Test
    void iris_serve_answersTheReadmesRequest_untilItIsToldToEnd(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (Program iris = Program.start(folder, Main.class, "iris", "--serve", "--port", "0")) {
            Matcher url = Pattern.compile("http://\\S+").matcher(iris.await("serving at"));
            assertThat(url.find()).isTrue();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url.group()))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(readmeRequest()))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"setosa\"");
            iris.terminate();
            assertThat(iris.end()).endsWith("exit 143"); // 128 + SIGTERM
        }
    }

    @Test
    void unknownOption_saysSo(@TempDir Path folder) throws IOException, InterruptedException {
        try (Program iris = Program.start(folder, Main.class, "iris", "--nonsense")) {
            assertThat(iris.end()).contains("Unknown option: '--nonsense'").endsWith("exit 2");
        }
    }

    private static String readmeRequest() throws IOException {
        Matcher curl = Pattern.compile("curl localhost:8080/v1/predict --json '(.*)'")
                .matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(curl.find()).isTrue();
        return curl.group(1);
    }
}
