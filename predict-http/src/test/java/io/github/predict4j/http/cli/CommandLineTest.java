package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Distribution;
import io.github.predict4j.bundle.Statistics;
import io.github.predict4j.features.Features;
import io.github.predict4j.features.MinMaxScaler;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path iris;

    @BeforeEach
    void write() throws IOException {
        iris = folder.resolve("iris.predict");
        Bundles.iris().write(iris);
    }

    private int run(Object... args) {
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        CommandLine program = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return program.execute(texts);
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    @Test
    void verify_goodBundles_areOk() throws IOException {
        Path line = folder.resolve("line.predict");
        Bundles.line().write(line);
        assertThat(run("verify", iris, line)).isZero();
        assertThat(out).hasToString(lines(iris + ": ok", line + ": ok"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void verify_badAmongGood_isNamedWithItsReason() throws IOException {
        Path damaged = folder.resolve("damaged.predict");
        byte[] bytes = Bundles.iris().toBytes();
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);
        Path none = folder.resolve("none.predict");
        assertThat(run("verify", damaged, none, iris)).isEqualTo(1);
        assertThat(out.toString().lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(damaged + ": CORRUPT "),
                        second -> assertThat(second).isEqualTo(none + ": UNREADABLE no such file"),
                        third -> assertThat(third).isEqualTo(iris + ": ok"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void verify_textFile_isCorrupt() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "not a bundle");
        assertThat(run("verify", text)).isEqualTo(1);
        assertThat(out.toString()).startsWith(text + ": CORRUPT ");
    }

    @Test
    void inspect_statistics_areShown_andInJson() throws IOException {
        Bundle line = Bundles.line();
        Statistics statistics = new Statistics(
                3,
                List.of(
                        new Statistics.FieldStatistics(
                                "a",
                                new Distribution.Numbers(
                                        3, 0, 1, 4, 2, Math.sqrt(2), List.of(1.0, 4.0), List.of(2L, 1L, 0L))),
                        new Statistics.FieldStatistics(
                                "b", new Distribution.Categories(2, 1, List.of("true"), List.of(2L, 0L)))),
                null);
        Path file = folder.resolve("line.predict");
        Bundle.builder("line", "1.0.0", line.pipeline())
                .model(Objects.requireNonNull(line.model()), Objects.requireNonNull(line.output()))
                .statistics(statistics)
                .annotations(Map.of("ticket", "ML-7"))
                .build()
                .write(file);
        assertThat(run("inspect", file)).isZero();
        assertThat(out.toString())
                .contains(lines("annotations", "  ticket  ML-7"))
                .contains("training part (3 rows)")
                .containsPattern("a +3 +0 +1.00000 +2.00000 +4.00000 +1.41421")
                .containsPattern("b +2 +1 +true \\(2\\)");
        out.getBuffer().setLength(0);
        assertThat(run("inspect", "--json", file)).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString()).get("statistics");
        assertThat(json.at("/rows").asInt()).isEqualTo(3);
        assertThat(json.at("/fields/0"))
                .hasToString("{\"name\":\"a\",\"count\":3,\"missing\":0,\"min\":1.0,\"max\":4.0,"
                        + "\"mean\":2.0,\"sd\":1.4142135623730951,\"edges\":[1.0,4.0],\"counts\":[2,1,0]}");
        assertThat(json.at("/fields/1/categories")).hasToString("[\"true\"]");
    }

    @Test
    void inspect_showsWhatIsInIt() {
        assertThat(run("inspect", iris)).isZero();
        assertThat(out.toString())
                .contains(lines("name         iris", "version      1.0.0"))
                .contains("pipeline     iris-features 1.2.0")
                .contains("fingerprint  " + Bundles.iris().pipeline().fingerprint())
                .contains("id           " + Bundles.iris().id())
                .contains("golden rows  1")
                .containsPattern("petal_length +NUMBER +refused +a finite number in \\[0.0, 30.0] +cm")
                .contains("4 trees (20 nodes, 12 leaves, depth 2): 4 features, 3 outputs, VOTE")
                .contains("predicts species, one of setosa, versicolor, virginica")
                .containsPattern("accuracy +0.9 +hold-out +30 rows")
                .containsPattern("seed +42");
    }

    @Test
    void inspect_pipelineAlone_saysSo() throws IOException {
        Path alone = folder.resolve("pipeline.predict");
        Bundle.of(Bundles.iris().pipeline()).write(alone);
        assertThat(run("inspect", alone)).isZero();
        assertThat(out.toString()).contains("none: a pipeline alone");
    }

    @Test
    void inspect_stepWithNotes_showsThem() throws IOException {
        Path constant = folder.resolve("constant.predict");
        constant().write(constant);
        assertThat(run("inspect", constant)).isZero();
        assertThat(out.toString())
                .contains(lines("notes", "  minmax/1  CONSTANT_COLUMN: column \"x\" had one value in training, 5.0"));
    }

    @Test
    void inspectJson_hasTheDocumentedKeys() throws IOException {
        assertThat(run("inspect", "--json", iris)).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        String page = Files.readString(Path.of("../docs/command-line.md"));
        String table = page.substring(page.indexOf("The keys of the JSON object"), page.indexOf("## diff"));
        json.fieldNames().forEachRemaining(key -> assertThat(table).contains('`' + key + '`'));
        for (JsonNode part : List.of(
                json.get("pipeline"),
                json.get("schema"),
                json.get("schema").get("fields").get(0),
                json.get("output"),
                json.get("model"),
                json.get("metrics").get(0))) {
            part.fieldNames().forEachRemaining(key -> assertThat(table).contains('`' + key + '`'));
        }
        assertThat(json.get("name").textValue()).isEqualTo("iris");
        assertThat(json.get("id").textValue()).isEqualTo(Bundles.iris().id());
        assertThat(json.get("schema").get("fields").get(2))
                .hasToString(
                        "{\"name\":\"petal_length\",\"type\":\"NUMBER\",\"missing\":\"REJECT\",\"invalid\":\"REJECT\","
                                + "\"min\":0.0,\"max\":30.0,\"unit\":\"cm\",\"description\":\"\",\"example\":\"\",\"personal\":false}");
        assertThat(json.get("schema").get("fields").get(0).get("min").isNull()).isTrue();
        assertThat(json.get("output").get("labels")).hasToString("[\"setosa\",\"versicolor\",\"virginica\"]");
        assertThat(json.get("model").get("kind").textValue()).isEqualTo("tree_ensemble");
        assertThat(json.get("model").get("nodes").intValue()).isEqualTo(20);
        assertThat(json.get("metrics").get(0).get("value").doubleValue()).isEqualTo(0.9);
        assertThat(json.get("golden_rows").intValue()).isEqualTo(1);
        assertThat(json.get("provenance")).hasToString("{\"seed\":\"42\"}");
    }

    @Test
    void inspectJson_stepsAndLinearModel_areThere() throws IOException {
        Path constant = folder.resolve("constant.predict");
        constant().write(constant);
        assertThat(run("inspect", "--json", constant)).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        JsonNode step = json.get("steps").get(0);
        assertThat(step.get("type").textValue()).isEqualTo("minmax");
        assertThat(step.get("version").intValue()).isEqualTo(1);
        assertThat(step.get("inputs")).hasToString("[\"x\"]");
        assertThat(step.get("outputs")).hasToString("[\"x\"]");
        assertThat(step.get("fitted").textValue()).contains("max: [5.0]");
        assertThat(step.get("notes").get(0).textValue()).startsWith("CONSTANT_COLUMN");
        assertThat(json.get("model"))
                .hasToString("{\"description\":\"linear: 1 features, 1 outputs, NONE\",\"inputs\":1,\"outputs\":1,"
                        + "\"accepts_missing\":false,\"kind\":\"linear\",\"post_transform\":\"NONE\"}");
    }

    @Test
    void inspectJson_pipelineAlone_hasNoModel() throws IOException {
        Path alone = folder.resolve("pipeline.predict");
        Bundle.of(Bundles.iris().pipeline()).write(alone);
        assertThat(run("inspect", "--json", alone)).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("model").isNull()).isTrue();
        assertThat(json.get("output").isNull()).isTrue();
    }

    /** A scaler that saw one value only; its field is described beyond ASCII. */
    private static Bundle constant() {
        Schema schema = Schema.of(Field.number("x").describedAs("größe"));
        Transformer step = MinMaxScaler.of(Features.minMax("x"), new double[] {5}, new double[] {5});
        return Bundle.builder("constant", "1", FeaturePipeline.of("p", "1.0.0", schema, List.of(step), null))
                .model(
                        LinearModel.of(new double[] {1}, new double[] {0}, PostTransform.NONE),
                        OutputSchema.regression("y", ""))
                .build();
    }

    @Test
    void inspect_hostileTexts_reachNoTerminal() {
        assertThat(Terminal.printable("a\u001b[31mb\u009bc\u202ed\n")).isEqualTo("a?[31mb?c?d?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "serve"})
    void missingFile_isOneLine(String command) {
        Path none = folder.resolve("none.predict");
        assertThat(run(command, none)).isEqualTo(1);
        assertThat(err).hasToString(lines(none + ": UNREADABLE no such file"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void serve_portTaken_isOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("serve", iris, "--host", "127.0.0.1", "--port", taken.getLocalPort()))
                    .isEqualTo(1);
            assertThat(err.toString().lines().toList())
                    .singleElement()
                    .asString()
                    .startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=70000",
                "--port=x",
                "--mount=nonsense",
                "--drain-delay=-1",
                "--default=a b",
                "--default=",
                "--not-found={",
                "--health=",
                "--wrong"
            })
    void serve_wrongUsage_isExitCode2(String option) {
        assertThat(run("serve", iris, option)).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: predict serve").doesNotContain("\tat ");
    }

    @Test
    void serve_ofNothing_isWrongUsage_ofNoDirectory_isOneLine() {
        assertThat(run("serve")).isEqualTo(2);
        assertThat(err.toString()).contains("a FILE or --models DIR is required");
        assertThat(run("serve", "--models", iris)).isEqualTo(1);
        assertThat(err.toString()).contains(iris + ": a directory of models must be there, found none");
    }

    @Test
    void serve_mountOfUnknownModel_isOneLine() {
        assertThat(run("serve", iris, "--port=0", "--mount=POST /p=nope")).isEqualTo(1);
        assertThat(err.toString()).contains("must name one of the models [iris], found \"nope\"");
    }

    @Test
    void serve_defaultThatIsNotThere_isOneLine() throws IOException {
        assertThat(run("serve", iris, "--port=0", "--default=nope")).isEqualTo(1);
        Bundles.line().write(folder.resolve("line.predict"));
        assertThat(run("serve", "--models", folder, "--port=0", "--default=nope"))
                .isEqualTo(1);
        assertThat(err)
                .hasToString(lines(
                        "the default model must be one of the models [iris], found \"nope\"",
                        "the default model must be one of the models [iris, line], found \"nope\""));
    }

    @Test
    void noCommand_isWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("a command is required").contains("Usage: predict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "serve --help", "score --help", "inspect --help", "diff --help", "verify --help"})
    void help_hasExamplesAndExitCodes(String command) {
        assertThat(run((Object[]) command.split(" "))).isZero();
        assertThat(out.toString())
                .startsWith("Usage: predict")
                .containsPattern("Exit codes.*:")
                .containsPattern("Examples?:")
                .contains("  predict ");
    }
}
