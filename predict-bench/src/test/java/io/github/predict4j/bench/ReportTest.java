package io.github.predict4j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Machine MACHINE = new Machine("AMD EPYC 1 <2-Core>", 2, "Linux 6 amd64", "a JVM 17");
    private static final String NAME = "2026-11-01-amd-epyc-1-2-core";
    private static final Path COMMITTED = Path.of("..", "docs", "benchmarks", "README.md");

    @TempDir
    private Path directory;

    @BeforeEach
    void copyReadme() throws Exception {
        Files.copy(COMMITTED, directory.resolve("README.md"));
    }

    @Test
    void write_savedRun_pageHasMachineTableErrorAndBytes() throws Exception {
        new Report(directory).write(saved());
        assertThat(read(NAME + ".md"))
                .contains("# Benchmarks, 2026-11-01, AMD EPYC 1 <2-Core>")
                .contains("a JVM 17")
                .contains("JMH 1.37")
                .contains("report` (512 s)")
                .containsPattern("\\| predict4j \\| 224 ± 931 \\| - \\| - \\| 4,678 ± 16,641 \\| - \\|")
                .containsPattern("\\| Tribuo 4.3.2 \\| 257,499 ± 1,545,015 \\[27,469] \\| - \\|")
                .contains("| `PipelineBenchmark.copy` | 93.5 ± 220 ns | 0.00 |")
                .doesNotContain("## Parity");
    }

    @Test
    void write_nothingWasFasterThanOurs_saysThatOfTheTablesOnly() throws Exception {
        new Report(directory).write(saved());
        assertThat(read(NAME + ".md"))
                .contains("## Where we lose")
                .contains("In no table above; what was not measured is not said.");
    }

    @Test
    void write_chart_isXmlWithABarForEachFigure() throws Exception {
        new Report(directory).write(saved());
        Path chart = directory.resolve(NAME + ".svg");
        var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(chart.toFile());
        assertThat(xml.getElementsByTagName("rect").getLength()).isEqualTo(5);
        assertThat(read(NAME + ".svg")).contains("prefers-color-scheme:dark").contains("class=\"error\"");
    }

    @Test
    void write_twice_readmeShowsTheLatestOnly() throws Exception {
        new Report(directory).write(saved());
        String once = read("README.md");
        new Report(directory).write(saved());
        assertThat(read("README.md")).isEqualTo(once);
        assertThat(once)
                .contains("](" + NAME + ".md)")
                .contains("![One row, kernels](" + NAME + ".svg)")
                .contains("## The ensembles");
    }

    @Test
    void write_readmeWithoutMarks_refused() throws Exception {
        Files.writeString(directory.resolve("README.md"), "nothing\n");
        assertThatThrownBy(() -> new Report(directory).write(saved())).hasMessageContaining("must have the lines");
    }

    @Test
    void addPeers_resultsOfPeers_tablesParityAndLosses() throws Exception {
        Report report = new Report(directory);
        report.write(saved());
        report.addPeers(Path.of("src", "test", "resources", "peers"));
        assertThat(read(NAME + ".md"))
                .contains("| Other 1.0 | 50.0 ± ")
                .contains("| Other 1.0 | A | 4096 | 17 | 3 | 0.20 | 0.33 | - |")
                .doesNotContain("| predict4j | A |")
                .contains("- One row, other engines, A: Other 1.0 takes 50.0 ns, we take 100 ns.");
        assertThat(read(NAME + ".svg")).contains("Other 1.0");
    }

    @Test
    void addPeers_nothingThere_saysWhatToRun() throws Exception {
        Report report = new Report(directory);
        report.write(saved());
        assertThatThrownBy(() -> report.addPeers(directory.resolve("none")))
                .hasMessageContaining("required the results of predict-bench/peers/run");
    }

    private static ReportFile saved() throws Exception {
        JsonNode jmh = Figures.tree(Saved.JSON);
        return new ReportFile("2026-11-01", 512, MACHINE, jmh, JsonNodeFactory.instance.arrayNode(), List.of());
    }

    private String read(String file) throws Exception {
        return Files.readString(directory.resolve(file));
    }
}
