package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program as a process between two pipes. */
@Timeout(180)
class ScoreProcessTest {
    private static final int HEAP_MIB = 24;

    @TempDir
    private Path folder;

    private Process start(Format format) throws IOException {
        Path line = folder.resolve("line.predict");
        Bundles.line().write(line);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MIB + "m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "score",
                line.toString(),
                "--format",
                format.name()));
        return new ProcessBuilder(command).start();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void inputLargerThanTheHeap_isScored(Format format) throws Exception {
        byte[] rows = (format == Format.CSV ? "1,true\n" : "{\"a\":1,\"b\":true}\n")
                .repeat(8192)
                .getBytes(StandardCharsets.UTF_8);
        int times = 2 * (HEAP_MIB << 20) / rows.length + 1;
        Process process = start(format);
        try {
            Thread feeder = new Thread(() -> feed(process, format, rows, times));
            feeder.start();
            long lines = 0;
            try (BufferedReader out = process.inputReader()) {
                while (out.readLine() != null) {
                    lines++;
                }
            }
            feeder.join();
            assertThat(process.errorReader().lines()).isEmpty();
            assertThat(process.waitFor()).isZero();
            assertThat(lines).isEqualTo(8192L * times + (format == Format.CSV ? 1 : 0));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, Format format, byte[] rows, int times) {
        try (OutputStream in = process.getOutputStream()) {
            if (format == Format.CSV) {
                in.write("a,b\n".getBytes(StandardCharsets.UTF_8));
            }
            for (int i = 0; i < times; i++) {
                in.write(rows);
            }
        } catch (IOException ended) {
            process.destroyForcibly(); // its exit code and missing lines tell
        }
    }

    @Test
    void readerThatLeaves_endsItQuietly() throws Exception {
        Process process = start(Format.CSV);
        try {
            OutputStream in = process.getOutputStream();
            in.write("a,b\n".getBytes(StandardCharsets.UTF_8));
            process.inputReader().close();
            byte[] rows = "1,true\n".repeat(8192).getBytes(StandardCharsets.UTF_8);
            assertThat(writeUntilItEnds(in, rows)).isTrue();
            assertThat(process.waitFor()).isZero();
            assertThat(process.errorReader().lines()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean writeUntilItEnds(OutputStream in, byte[] rows) {
        try {
            for (int i = 0; i < 10_000; i++) {
                in.write(rows);
            }
            return false;
        } catch (IOException nobodyReads) {
            return true;
        }
    }
}
