package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.predict4j.http.Bundles;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: it serves, and ends when it is told to. */
@Timeout(120)
class ServeProcessTest {
    @TempDir
    private Path folder;

    @Test
    void serve_untilSigterm_answersAndEndsWithSuccess() throws Exception {
        Path line = folder.resolve("line.predict");
        Bundles.line().write(line);
        Path log = folder.resolve("log");
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "serve",
                        line.toString(),
                        "--port",
                        "0",
                        "--mount",
                        "POST /calc/=line?fields=prediction",
                        "--not-found",
                        "{\"code\":\"PAGE_NOT_FOUND\"}",
                        "--health",
                        "{\"status\":\"healthy\"}")
                .redirectError(log.toFile());
        program.environment().put("PREDICT_LOG_LEVEL", "INFO");
        Process process = program.start();
        try (BufferedReader out = process.inputReader()) {
            String first = String.valueOf(out.readLine());
            assertThat(first).matches("serving at http://127\\.0\\.0\\.1:\\d+/v1/predict \\(Ctrl-C stops\\)");
            assertThat(out.readLine()).isEqualTo("mounted POST /calc/=line?fields=prediction");
            URI calc = URI.create(first.replaceAll("serving at (.*)/v1/predict.*", "$1/calc/"));
            HttpRequest request = HttpRequest.newBuilder(calc)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"0\":{\"a\":1,\"b\":true}}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("{\"0\":1001.0}");
            assertThat(get(calc.resolve("/health"))).isEqualTo("{\"status\":\"healthy\"}");
            assertThat(get(calc.resolve("/nothing"))).isEqualTo("{\"code\":\"PAGE_NOT_FOUND\"}");
            process.destroy(); // SIGTERM
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readAllLines(log))
                .allSatisfy(
                        entry -> assertThat(new ObjectMapper().readTree(entry).get("level"))
                                .isEqualTo(TextNode.valueOf("INFO")))
                .anySatisfy(entry -> assertThat(entry).contains("is served"));
    }

    private static String get(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
