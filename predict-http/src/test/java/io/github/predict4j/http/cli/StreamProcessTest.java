package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process with little memory, and a body that does not fit into it. */
@Timeout(240)
class StreamProcessTest {
    private static final int HEAP_MIB = 32;

    @TempDir
    private Path folder;

    @Test
    void bodyLargerThanTheHeap_isAnswered() throws Exception {
        Path line = folder.resolve("line.predict");
        Bundles.line().write(line);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MIB + "m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "serve",
                        line.toString(),
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            URI uri = URI.create(String.valueOf(out.readLine()).replaceAll("serving at (\\S+).*", "$1"));
            byte[] rows = ("{\"a\":1," + " ".repeat(1000) + "\"b\":true}\n")
                    .repeat(64)
                    .getBytes(StandardCharsets.UTF_8);
            int times = 2 * (HEAP_MIB << 20) / rows.length;
            try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                Thread feeder = new Thread(() -> feed(socket, rows, times));
                feeder.start();
                assertThat(predictions(socket)).isEqualTo(64L * times);
                feeder.join();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(Socket socket, byte[] rows, int times) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/predict?fields=prediction HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                            + "Content-Type: application/x-ndjson\r\nContent-Length: " + (long) rows.length * times
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < times; i++) {
                out.write(rows);
            }
        } catch (IOException ended) {
            // the number of predictions tells
        }
    }

    private static long predictions(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        BufferedReader answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
        return answer.lines().filter(line -> line.contains("1001.0")).count();
    }
}
