package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreCommandTest {
    private static final String HEADER = "sepal_length,sepal_width,petal_length,petal_width\n";
    private static final String SETOSA = "5.1,3.5,1.4,0.2\n";
    private static final String VIRGINICA = "5.9,3,5.1,1.8\n";
    private static final String COLUMNS =
            "prediction,probability,probability_setosa,probability_versicolor,probability_virginica\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();
    private Path iris;
    private Path line;
    private Path errors;

    @BeforeEach
    void write() throws IOException {
        iris = folder.resolve("iris.predict");
        Bundles.iris().write(iris);
        line = folder.resolve("line.predict");
        Bundles.line().write(line);
        errors = folder.resolve("errors");
    }

    private int score(String input, Object... args) {
        return score(input.getBytes(StandardCharsets.UTF_8), out, args);
    }

    private int score(byte[] input, OutputStream to, Object... args) {
        String[] texts = new String[args.length + 1];
        texts[0] = "score";
        for (int i = 0; i < args.length; i++) {
            texts[i + 1] = args[i].toString();
        }
        Streams streams = new Streams(new ByteArrayInputStream(input), to, false);
        return Main.commandLine(streams).setErr(new PrintWriter(err)).execute(texts);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void csv_classification_hasLabelAndProbabilities() {
        assertThat(score(HEADER + SETOSA + VIRGINICA, iris)).isZero();
        assertThat(written()).isEqualTo(COLUMNS + "setosa,1.0,1.0,0.0,0.0\nvirginica,0.75,0.0,0.25,0.75\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void csv_regression_hasOneColumn() {
        assertThat(score("b,a\ntrue,2\n\"false\",\"-3\"\n", line)).isZero();
        assertThat(written()).isEqualTo("prediction\n2001.0\n-3000.0\n");
    }

    @Test
    void csv_windowsFile_isRead() {
        assertThat(score("\uFEFF\"b\",a\r\n\r\ntrue,1\r\n", line)).isZero();
        assertThat(written()).isEqualTo("prediction\n1001.0\n");
    }

    @Test
    void csv_numbers_areShortestAndReadBack() throws IOException {
        assertThat(score("a,b\n20000000000000,true\n", line)).isZero();
        assertThat(written()).isEqualTo("prediction\n2.0E16\n"); // not 2.0000000000000001E16 …
        assertThat(Double.parseDouble("2.0E16")).isEqualTo(20000000000000d * 1000 + 1);
    }

    @Test
    void csv_labelsBeyondAscii_areUtf8() throws IOException {
        Path file = folder.resolve("labels.predict");
        FeaturePipeline pipeline = FeaturePipeline.of("p", "1.0.0", Schema.of(Field.number("größe")), List.of(), null);
        Bundle.builder("labels", "1", pipeline)
                .model(
                        LinearModel.of(new double[] {1, 0}, new double[] {0, 0}, PostTransform.NONE),
                        OutputSchema.classification("y", List.of("groß, \"sehr\"", "klein")))
                .build()
                .write(file);
        assertThat(score("größe\n2\n", file)).isZero();
        assertThat(written())
                .isEqualTo("prediction,probability,\"probability_groß, \"\"sehr\"\"\",probability_klein\n"
                        + "\"groß, \"\"sehr\"\"\",2.0,2.0,0.0\n");
    }

    @Test
    void ndjson_rows_areAnsweredLineByLine() {
        assertThat(score(Bundles.SETOSA + "\n\n" + Bundles.VIRGINICA, iris, "--format", "ndjson"))
                .isZero();
        assertThat(written())
                .isEqualTo(
                        "{\"prediction\":\"setosa\",\"probability\":1.0,"
                                + "\"probabilities\":{\"setosa\":1.0,\"versicolor\":0.0,\"virginica\":0.0},\"warnings\":[]}\n"
                                + "{\"prediction\":\"virginica\",\"probability\":0.75,"
                                + "\"probabilities\":{\"setosa\":0.0,\"versicolor\":0.25,\"virginica\":0.75},\"warnings\":[]}\n");
    }

    @Test
    void ndjson_warnings_areTold() throws IOException {
        Path tolerant = folder.resolve("tolerant.predict");
        Bundles.tolerant().write(tolerant);
        assertThat(score("{\"x\":\"?\",\"more\":[{}]}\r\n", tolerant, "--format=NDJSON"))
                .isZero();
        assertThat(written())
                .isEqualTo("{\"prediction\":1.0,\"warnings\":[{\"field\":\"x\",\"code\":\"invalid_as_missing\"}]}\n");
    }

    @Test
    void inputFile_isRead() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.csv"), HEADER + SETOSA);
        assertThat(score("", iris, "--input", rows)).isZero();
        assertThat(written()).endsWith("\nsetosa,1.0,1.0,0.0,0.0\n");
    }

    @Test
    void badRow_withoutErrors_isTheEndAfterTheRowsBefore() {
        assertThat(score(HEADER + SETOSA + "\nx,3.5,,0.2\n" + SETOSA, iris)).isEqualTo(1);
        assertThat(written()).isEqualTo(COLUMNS + "setosa,1.0,1.0,0.0,0.0\n");
        assertThat(err.toString().lines().toList())
                .singleElement()
                .asString()
                .startsWith("row 1 (line 4): field \"sepal_length\": required a finite number, found \"x\"; "
                        + "field \"petal_length\": required a finite number in [0.0, 30.0], found nothing")
                .endsWith("(--errors FILE would go on)");
    }

    @Test
    void badRows_withErrors_areListedAndPassedOver() throws IOException {
        String rows = "a,b\n1,true\n1.5,yes\n2\n3,false\n";
        assertThat(score(rows, line, "--errors", errors)).isZero();
        assertThat(written()).isEqualTo("row,prediction\n0,1001.0\n3,3000.0\n");
        assertThat(Files.readString(errors)).isEqualTo("""
                row,line,field,code,detail
                1,3,a,invalid,"field ""a"": required a whole number of at most 2^53 in magnitude, found ""1.5""\"
                1,3,b,invalid,"field ""b"": required true or false, found ""yes""\"
                2,4,,not_a_row,"required 2 cells, as the header has, found 1"
                """);
    }

    @Test
    void badLines_ofNdjson_areListedAndPassedOver() throws IOException {
        String rows =
                "{\"a\":1,\"b\":true}\n[1]\n{\"a\":1\n{\"a\":1,\"a\":2,\"b\":true,\"c\":0} \n{\"a\":1,\"b\":true}{}\n"
                        + "{\"a\":3,\"b\":false}";
        assertThat(score(rows, line, "--format=ndjson", "--errors", errors)).isZero();
        assertThat(written()).isEqualTo("""
                        {"row":0,"prediction":1001.0,"warnings":[]}
                        {"row":5,"prediction":3000.0,"warnings":[]}
                        """);
        assertThat(Files.readAllLines(errors))
                .satisfiesExactly(
                        l -> assertThat(l)
                                .isEqualTo("{\"row\":1,\"line\":2,\"field\":\"\",\"code\":\"not_a_row\","
                                        + "\"detail\":\"the line must be a JSON object, found an array\"}"),
                        l -> assertThat(l).contains("\"row\":2,\"line\":3", "malformed_json"),
                        l -> assertThat(l).contains("\"row\":3", "\"field\":\"a\"", "duplicate_field"),
                        l -> assertThat(l).contains("\"row\":3", "\"field\":\"c\"", "unknown_field"),
                        l -> assertThat(l).contains("\"row\":4,\"line\":5", "trailing_text"));
    }

    @Test
    void overflowingSum_isABadRowInItsPlace() throws IOException {
        Path steep = folder.resolve("steep.predict");
        Bundles.steep().write(steep);
        assertThat(score("x\n1\n10\ny\n0\n", steep, "--errors", errors)).isZero();
        assertThat(written()).isEqualTo("row,prediction\n0,1.0E308\n3,0.0\n");
        assertThat(Files.readAllLines(errors))
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo("row,line,field,code,detail"),
                        first -> assertThat(first).startsWith("1,3,,not_finite,"),
                        second -> assertThat(second).startsWith("2,4,x,invalid,"));
    }

    @Test
    void errors_withoutBadRows_areAnEmptyFile() {
        assertThat(score("a,b\n1,true\n", line, "--errors", errors)).isZero();
        assertThat(errors).isEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a            | no "b"
            a,b,c        | "c", which is no field
            a,b,a        | "a" twice
            """)
    void header_thatDoesNotFit_isOneLine(String header, String found) {
        assertThat(score(header + "\n1,true,1\n", line)).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "input: required a header row with the fields a, b; found " + found + System.lineSeparator());
        assertThat(written()).isEmpty();
    }

    @Test
    void header_ofATolerantSchema_mayHaveOthersOrNone() throws IOException {
        Path tolerant = folder.resolve("tolerant.predict");
        Bundles.tolerant().write(tolerant);
        assertThat(score("other\nz\n", tolerant)).isZero();
        assertThat(written()).isEqualTo("prediction\n1.0\n");
    }

    @Test
    void noHeader_isOneLine() {
        assertThat(score("", line)).isEqualTo(1);
        assertThat(err).hasToString("input: required a header row, found nothing" + System.lineSeparator());
    }

    @Test
    void otherBytesThanUtf8_areTheEnd() {
        byte[] latin = "a,b\n1,true\n\u00e9,true\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(score(latin, out, line, "--errors", errors)).isEqualTo(1);
        assertThat(err.toString()).startsWith("input: required UTF-8, found other bytes");
    }

    @Test
    void brokenQuotes_areTheEnd() {
        assertThat(score("a,b\n1,true\n\"2\"x,true\n3,true\n", line, "--errors", errors))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("input: required CSV as in RFC 4180");
    }

    @Test
    void lineOverTheLimit_isABadRowAndTheNextIsRead() throws IOException {
        String rows = "{\"a\":" + " ".repeat(Format.MAX_ROW) + "1,\"b\":true}\n{\"a\":1,\"b\":true}\n";
        assertThat(score(rows, line, "--format=ndjson", "--errors", errors)).isZero();
        assertThat(written()).startsWith("{\"row\":1,");
        assertThat(Files.readString(errors)).contains("\"row\":0,\"line\":1", "over_limit");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void manyRows_keepTheirOrderAcrossBatches(Format format) throws IOException {
        StringBuilder rows = new StringBuilder(format == Format.CSV ? "a,b\n" : "");
        for (int i = 0; i < 2000; i++) {
            boolean bad = i % 7 == 3;
            rows.append(
                    format == Format.CSV
                            ? (bad ? "x" : i) + ",false\n"
                            : "{\"a\":" + (bad ? "\"x\"" : i) + ",\"b\":false}\n");
        }
        assertThat(score(rows.toString(), line, "--format", format, "--errors", errors))
                .isZero();
        StringBuilder expected = new StringBuilder(format == Format.CSV ? "row,prediction\n" : "");
        for (int i = 0; i < 2000; i++) {
            if (i % 7 != 3) {
                expected.append(
                        format == Format.CSV
                                ? i + "," + i * 1000.0 + "\n"
                                : "{\"row\":" + i + ",\"prediction\":" + i * 1000.0 + ",\"warnings\":[]}\n");
            }
        }
        assertThat(written()).isEqualTo(expected.toString());
        assertThat(Files.readAllLines(errors)).hasSize(286 + (format == Format.CSV ? 1 : 0));
    }

    @Test
    void closedPipe_isAQuietEnd() {
        OutputStream closed = failing("Broken pipe");
        assertThat(score((HEADER + SETOSA.repeat(100_000)).getBytes(StandardCharsets.UTF_8), closed, iris))
                .isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void fullDisk_isOneLine() {
        OutputStream full = failing("No space left on device");
        assertThat(score((HEADER + SETOSA).getBytes(StandardCharsets.UTF_8), full, iris))
                .isEqualTo(1);
        assertThat(err).hasToString("standard output: No space left on device" + System.lineSeparator());
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @Test
    void pipelineAlone_isOneLine() throws IOException {
        Path alone = folder.resolve("pipeline.predict");
        Bundle.of(Bundles.iris().pipeline()).write(alone);
        assertThat(score(HEADER, alone)).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        alone + ": required a bundle with a model, found a pipeline alone" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--input", "--errors"})
    void fileThatCannotBeOpened_isOneLine(String option) {
        Path none = folder.resolve("none/none");
        assertThat(score("a,b\n", line, option, none)).isEqualTo(1);
        assertThat(err).hasToString(none + ": UNREADABLE no such file" + System.lineSeparator());
    }

    @Test
    void errorsOverTheInput_areWrongUsage() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.csv"), "a,b\n");
        assertThat(score("", line, "--input", rows, "--errors", folder.resolve("./rows.csv")))
                .isEqualTo(2);
        assertThat(score("", line, "--errors", line)).isEqualTo(2);
        assertThat(rows).hasContent("a,b\n");
    }

    @Test
    void progress_ifAsked_endsWithASummary() {
        assertThat(score("a,b\n1,true\nx,true\n", line, "--progress=always", "--errors", errors))
                .isZero();
        assertThat(err.toString())
                .startsWith("\r2 rows, 1 of them bad, in ")
                .endsWith(" rows/s" + System.lineSeparator());
    }
}
