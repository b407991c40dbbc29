package io.github.predict4j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

    private static final String CHOSEN = "SingleRowBenchmark.chosen[A]";
    private static final String PLAIN = "SingleRowBenchmark.plain[A]";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void holds_allLinesHold_printsTheTable() throws Exception {
        assertThat(holds(bytes(1.0), ratio(1.5))).isTrue();
        assertThat(text()).contains("A allocates nothing").contains("< 1.0").doesNotContain("FAILED");
    }

    @Test
    void holds_oneLineBroken_namesItWithFigureLimitAndLast() throws Exception {
        assertThat(holds(bytes(1.0), ratio(1e6))).isFalse();
        assertThat(text())
                .contains("FAILED: plain / kernel (" + PLAIN + " / " + CHOSEN + "): required > 1000000.0, found ")
                .contains("last recorded 4.250")
                .doesNotContain("FAILED: A allocates");
    }

    @Test
    void holds_benchmarkWasNotMeasured_saysWhich() {
        GuardLine line = new GuardLine("gone", "SingleRowBenchmark.gone", null, null, null, 1.0, null);
        assertThatThrownBy(() -> holds(line)).hasMessageContaining("required the benchmark SingleRowBenchmark.gone");
    }

    @Test
    void write_fileWithLast_readsBackAlike(@TempDir Path directory) throws Exception {
        GuardFile file = new GuardFile("2026-11-01", List.of(bytes(1.0).withLast(0.00012345), ratio(1.5)));
        Path path = directory.resolve("guard.json");
        file.write(path);
        assertThat(GuardFile.read(path)).isEqualTo(file);
        assertThat(file.lines().get(0).last()).isEqualTo(0.000123);
    }

    @Test
    void read_noFile_saysWhereItLooked() {
        assertThatThrownBy(() -> GuardFile.read(Path.of("none.json")))
                .hasMessageContaining("none.json")
                .hasMessageContaining("start it where the repository is");
    }

    private boolean holds(GuardLine... lines) throws Exception {
        return Guard.holds(new GuardFile("", List.of(lines)), Saved.figures(), out);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static GuardLine bytes(double below) {
        return new GuardLine("A allocates nothing", CHOSEN, null, null, null, below, null);
    }

    private static GuardLine ratio(double above) {
        return new GuardLine("plain / kernel", null, PLAIN, CHOSEN, above, null, 4.25);
    }
}
