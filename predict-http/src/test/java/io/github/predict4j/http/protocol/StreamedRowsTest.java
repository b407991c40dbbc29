package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.Bundles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedRowsTest {
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final String ROW = "{\"a\":1,\"b\":true}\n";

    private final StreamedRows protocol = new StreamedRows();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Bundle bundle = Bundles.line();

    private String answer(RequestHead head, InputStream in) throws IOException, RefusedException {
        protocol.answer(new ServedModel(bundle, 1000, 1 << 20), head, in, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private String answer(RequestHead head, String body) throws IOException, RefusedException {
        return answer(head, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Problem refusal(RequestHead head, String body, Charset charset) {
        InputStream in = new ByteArrayInputStream(body.getBytes(charset));
        return catchThrowableOfType(RefusedException.class, () -> answer(head, in))
                .problem();
    }

    private Problem refusal(RequestHead head, String body) {
        return refusal(head, body, StandardCharsets.UTF_8);
    }

    private static RequestHead head(String type) {
        return Heads.of(Map.of("content-type", type), Map.of());
    }

    private static RequestHead asking(String type, String key, String value) {
        return Heads.of(Map.of("content-type", type), Map.of(key, value));
    }

    @Test
    void csv_rows_areAnsweredLineByLine() throws Exception {
        bundle = Bundles.iris();
        String header = "petal_width,petal_length,sepal_width,sepal_length\n";
        assertThat(answer(head(CSV), header + "0.2,1.4,3.5,5.1\n1.8,5.1,3,5.9\n"))
                .isEqualTo("prediction,probability,probability_setosa,probability_versicolor,probability_virginica,"
                        + "warnings,code,detail\n"
                        + "setosa,1.0,1.0,0.0,0.0,,,\nvirginica,0.75,0.0,0.25,0.75,,,\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,true\n2,false\n",
                "a,b\n1,true\n2,false", // the last line is not ended
                "a,b\r\n1,true\r\n2,false\r\n",
                "\uFEFFa,b\n\n1,true\n\n2,false\n\n",
                "b,a\n\"true\",\"1\"\nfalse,\"2\"\n",
                "\"a\",\"b\"\n1,\"true\"\n2,false"
            })
    void csv_ofAnyKind_isRead(String body) throws Exception {
        assertThat(answer(head(CSV), body)).isEqualTo("prediction,warnings,code,detail\n1001.0,,,\n2000.0,,,\n");
    }

    @Test
    void csv_quotesAndLineBreaksInCells_areRead() throws Exception {
        bundle = Bundles.tolerant();
        assertThat(answer(head(CSV), "note,x\n\"one, \"\"two\"\"\nthree\",2\nfour,\"0\"\n,?\n"))
                .isEqualTo("prediction,warnings,code,detail\n2.0,,,\n1.0,,,\n1.0,x:invalid_as_missing,,\n");
    }

    @Test
    void csv_badRows_areAnsweredInTheirPlace() throws Exception {
        assertThat(answer(head(CSV), "a,b\n1,true\n1.5,yes\n2\n\n3,false\n,true\n"))
                .isEqualTo("""
                prediction,warnings,code,detail
                1001.0,,,
                ,,invalid,"row 1 (line 3): field ""a"": required a whole number of at most 2^53 in magnitude, found ""1.5""; field ""b"": required true or false, found ""yes""\"
                ,,not_a_row,"row 2 (line 4): required 2 cells, as the header has, found 1"
                3000.0,,,
                ,,missing,"row 4 (line 7): field ""a"": required a whole number of at most 2^53 in magnitude, found nothing"
                """);
    }

    @Test
    void ndjson_badLines_areAnsweredInTheirPlace() throws Exception {
        String rows = ROW + "\r\n[1]\n{\"a\":1\n{\"a\":1,\"a\":2,\"b\":true}\n{\"a\":NaN,\"b\":true}\n" + "{\"a\":"
                + "[".repeat(40) + "\n{\"a\":1e999,\"b\":true}\n{\"a\":3,\"b\":false}";
        List<String> lines = answer(head(NDJSON), rows).lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).isEqualTo("{\"prediction\":1001.0,\"warnings\":[]}");
        assertThat(lines.get(1))
                .isEqualTo("{\"line\":3,\"errors\":[{\"pointer\":\"\",\"row\":1,\"field\":\"\",\"code\":\"not_a_row\","
                        + "\"detail\":\"the line must be a JSON object, found an array\"}]}");
        List<String> codes = new ArrayList<>();
        for (String line : lines.subList(2, 7)) {
            JsonNode error = new ObjectMapper().readTree(line).at("/errors/0");
            codes.add(error.get("row").asInt() + " " + error.get("code").asText() + " "
                    + error.get("pointer").asText());
        }
        assertThat(codes)
                .containsExactly(
                        "2 malformed_json ",
                        "3 duplicate_field /a",
                        "4 malformed_json ",
                        "5 over_limit ",
                        "6 invalid /a");
        assertThat(lines.get(7)).isEqualTo("{\"prediction\":3000.0,\"warnings\":[]}");
    }

    @Test
    void overflowingSum_isAnsweredInItsPlace() throws Exception {
        bundle = Bundles.steep();
        assertThat(answer(asking(NDJSON, "fields", "prediction"), "{\"x\":1}\n{\"x\":10}\n{\"x\":0}\n")
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("1.0E308"),
                        line -> assertThat(line).startsWith("{\"line\":2,").contains("not_finite"),
                        line -> assertThat(line).isEqualTo("0.0"));
    }

    @Test
    void lineOverTheLimit_isOneBadRow() throws Exception {
        String rows = "{\"a\":" + " ".repeat(StreamedRows.MAX_ROW) + "1,\"b\":true}\n" + ROW;
        assertThat(answer(head(NDJSON), rows).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("over_limit"),
                        line -> assertThat(line).contains("1001.0"));
    }

    @Test
    void emptyStream_isAnEmptyAnswer() throws Exception {
        assertThat(answer(head(NDJSON), "")).isEmpty();
        assertThat(answer(head(CSV), "a,b\n")).isEqualTo("prediction,warnings,code,detail\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/csv             | application/x-ndjson | application/x-ndjson
            text/csv             | */*                  | text/csv
            text/csv             | text/*;q=0.5, */*;q=0 | text/csv
            application/x-ndjson | text/csv             | text/csv
            application/x-ndjson | application/*        | application/x-ndjson
            """)
    void accept_choosesTheAnswersType(String type, String accept, String expected) throws Exception {
        RequestHead head = Heads.of(Map.of("content-type", type, "accept", accept), Map.of("fields", "prediction"));
        assertThat(protocol.mediaType(head)).isEqualTo(expected);
        assertThat(answer(head, type.equals(CSV) ? "a,b\n1,true\n" : ROW))
                .isEqualTo(expected.equals(CSV) ? "prediction,code,detail\n1001.0,,\n" : "1001.0\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/csv; charset=latin1         | */*              | identity | 415
            text/csv; header=absent          | */*              | identity | 415
            application/x-ndjson; x=y        | */*              | identity | 415
            text/csv                         | application/json | identity | 406
            text/csv                         | text/csv;q=0     | identity | 406
            text/csv                         | */*              | gzip     | 415
            """)
    void headersThatDoNotSuit_areRefused(String type, String accept, String encoding, int status) {
        RequestHead head =
                Heads.of(Map.of("content-type", type, "accept", accept, "content-encoding", encoding), Map.of());
        assertThat(protocol.takes(head)).isTrue();
        assertThat(catchThrowableOfType(RefusedException.class, () -> protocol.mediaType(head))
                        .problem()
                        .status())
                .isEqualTo(status);
    }

    @Test
    void takes_onlyItsTypes() {
        assertThat(protocol.takes(head("TEXT/CSV; Charset=UTF-8; header=present")))
                .isTrue();
        assertThat(protocol.takes(head("application/json"))).isFalse();
        assertThat(protocol.takes(Heads.NONE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fields   | nope                   | one of prediction
            fields   | prediction,            | one of prediction
            fields   | probability            | a regression has no probabilities
            fields   | model                  | must be about the row
            on_error | fail                   | must be report
            on_error | other                  | must be fail or report
            """)
    void query_thatCannotBeMet_isRefused(String key, String value, String detail) {
        Problem problem = refusal(asking(CSV, key, value), "a,b\n");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("invalid_parameter");
        assertThat(problem.detail()).contains(detail);
        assertThat(out.size()).isZero();
    }

    @Test
    void fields_ofNdjson_mayNameTheModel() throws Exception {
        assertThat(answer(asking(NDJSON, "fields", "prediction,model"), ROW))
                .isEqualTo("{\"prediction\":1001.0,\"model\":{\"name\":\"line\",\"version\":\"2.0.0\"}}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -        | 400 | empty_body     | required a header row, found nothing
            a        | 422 | invalid_header | no "b"
            1,true   | 422 | invalid_header | "1", which is no field
            a,b,a    | 422 | invalid_header | "a" twice
            "a"x,b   | 400 | malformed_csv  | RFC 4180
            """)
    void csv_headerThatDoesNotFit_isRefused(String header, int status, String code, String detail) {
        Problem problem = refusal(head(CSV), header == null ? "" : header + "\n1,true\n");
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.detail()).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e9,true\n", "\"2\"x,true\n3,true\n"})
    void csv_thatBreaksBeforeTheAnswerHasBegun_isRefused(String rest) {
        Problem problem = refusal(head(CSV), "a,b\n1,true\n" + rest, StandardCharsets.ISO_8859_1);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("malformed_csv");
        assertThat(out.size()).isZero();
    }

    @Test
    void csv_thatBreaksLater_saysSoAndIsCut() {
        String rows = "a,b\n" + "1,true\n".repeat(5000) + "\"2\"x,true\n";
        assertThat(refusal(head(CSV), rows).code()).isEqualTo("malformed_csv");
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(5002)
                .last()
                .asString()
                .startsWith(",,malformed_csv,\"row 5000 (line 5001): required CSV");
    }

    @Test
    void csv_whoseLastQuoteIsOpen_isRefused() {
        assertThat(refusal(head(CSV), "a,b\n1,true\n\"2,true\n3,true").code()).isEqualTo("malformed_csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {CSV, NDJSON})
    void rows_areAnsweredBeforeTheNextIsWaitedFor(String type) throws Exception {
        List<Long> answered = new ArrayList<>();
        List<String> parts = type.equals(CSV)
                ? List.of("a,b\n", "1,true\n", "2,true\n3,tr", "ue\n")
                : List.of(ROW, ROW + ROW + "{\"a\"", ":1,\"b\":true}\n", "\n");
        answer(
                head(type),
                new Parts(
                        parts,
                        () -> answered.add(
                                out.toString(StandardCharsets.UTF_8).lines().count())));
        // Of CSV the header is a line, and the next row is begun to be read before one is known to be whole.
        assertThat(answered).isEqualTo(type.equals(CSV) ? List.of(0L, 0L, 2L, 3L, 4L) : List.of(0L, 1L, 3L, 4L, 4L));
    }

    @ParameterizedTest
    @ValueSource(strings = {CSV, NDJSON})
    void manyRows_takeConstantMemory(String type) throws Exception {
        boolean csv = type.equals(CSV);
        byte[] header = (csv ? "a,b\n" : "").getBytes(StandardCharsets.UTF_8);
        byte[] row = (csv ? "1,true\n" : ROW).getBytes(StandardCharsets.UTF_8);
        long rows = 1_000_000;
        Counting answer = new Counting();
        protocol.answer(
                new ServedModel(bundle, 1000, 1 << 20),
                asking(type, "fields", "prediction"),
                new Repeated(header, row, rows),
                answer);
        assertThat(answer.lines).isEqualTo(rows + (csv ? 1 : 0));
        assertThat(answer.mostBytesUsed - answer.bytesUsedAtFirst).isLessThan(8L << 20);
    }

    /** A client that sends its next part when the one before was read. */
    private static final class Parts extends InputStream {
        private final List<String> parts;
        private final Runnable waits;
        private ByteArrayInputStream part = new ByteArrayInputStream(new byte[0]);
        private int next;

        Parts(List<String> parts, Runnable waits) {
            this.parts = parts;
            this.waits = waits;
        }

        @Override
        public int available() {
            return part.available();
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (part.available() == 0) {
                waits.run();
                if (next == parts.size()) {
                    return -1;
                }
                part = new ByteArrayInputStream(parts.get(next++).getBytes(StandardCharsets.UTF_8));
            }
            return part.read(bytes, from, length);
        }
    }

    /** A text and then a row again and again. */
    private static final class Repeated extends InputStream {
        private final byte[] first;
        private final byte[] row;
        private final long size;
        private long at;

        Repeated(byte[] first, byte[] row, long rows) {
            this.first = first;
            this.row = row;
            this.size = first.length + row.length * rows;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, size - at);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (at == size) {
                return -1;
            }
            byte[] text = at < first.length ? first : row;
            int start = (int) (at < first.length ? at : (at - first.length) % row.length);
            int n = Math.min(length, text.length - start);
            System.arraycopy(text, start, bytes, from, n);
            at += n;
            return n;
        }
    }

    /** Counts lines, and now and then looks how much memory is in use. */
    private static final class Counting extends OutputStream {
        private long lines;
        private long mostBytesUsed;
        private long bytesUsedAtFirst;
        private long looked;

        @Override
        public void write(int one) {
            lines += one == '\n' ? 1 : 0;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                lines += bytes[i] == '\n' ? 1 : 0;
            }
            if (lines - looked > 300_000) {
                looked = lines;
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                long used = runtime.totalMemory() - runtime.freeMemory();
                bytesUsedAtFirst = bytesUsedAtFirst == 0 ? used : bytesUsedAtFirst;
                mostBytesUsed = Math.max(mostBytesUsed, used);
            }
        }
    }
}
