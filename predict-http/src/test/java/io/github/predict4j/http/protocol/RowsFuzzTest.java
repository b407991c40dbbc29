package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.predict4j.http.Bundles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes: an answer of the form that its protocol has, or a refusal with a 4xx; and memory in proportion.
 * {@code docs/fuzzing.md} says how to look for more; here the seeds and what was found are run again.
 */
class RowsFuzzTest {
    private static final List<ServedModel> MODELS = Stream.of(Bundles.line(), Bundles.tolerant())
            .map(bundle -> new ServedModel(bundle, 1000, 1 << 20))
            .toList();
    private static final ServedModel KINDS = new ServedModel(OipClient.kinds(), 1000, 1 << 20);
    private static final RequestHead REPORT = Heads.of(Map.of(), Map.of("on_error", "report"));
    private static final RequestHead FIELDS = Heads.of(Map.of(), Map.of("fields", "prediction,warnings"));

    private static Stream<byte[]> bytes(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> csv() {
        return bytes(
                "a,b\n1,true\n",
                "\uFEFFb,a\r\n\"true\",\"-1\"\r\n\r\nfalse,1e3",
                "a,b\n1,\"tr\"\"ue\nx\"\n,\n1\n1,2,3\n",
                "x,note\n2,\"a, b\"\n?,\n",
                "a,b\n\"1\"x,true\n",
                "a,a\n1,1\n",
                "\n\n\"\"\n");
    }

    @MethodSource("csv")
    @FuzzTest(maxDuration = "10m")
    void csvStream(byte[] body) throws IOException {
        stream(body, MediaTypes.CSV);
    }

    static Stream<byte[]> lines() {
        return bytes(
                "{\"a\":1,\"b\":true}\n\n{\"b\":false,\"a\":2}",
                "{\"a\":1}\r\n[1]\n{\"a\":1,\"a\":1,\"c\":[{}]}\n7\n",
                "{\"a\":1e400,\"b\":\"\\ud800\"}\n{\"a\":NaN}\n{\"a\":99999999999999999999}\n",
                "{\"x\":\"?\",\"y\":{\"z\":[]}}\n{}{}\n{\n");
    }

    @MethodSource("lines")
    @FuzzTest(maxDuration = "10m")
    void ndjsonStream(byte[] body) throws IOException {
        stream(body, MediaTypes.NDJSON);
    }

    private static void stream(byte[] body, String type) throws IOException {
        if (body == null) {
            return;
        }
        RequestHead head = Heads.of(Map.of("content-type", type), Map.of());
        for (ServedModel model : MODELS) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Fuzzed.ask(most(body), () -> {
                out.reset();
                new StreamedRows().answer(model, head, new ByteArrayInputStream(body), out);
                return Answer.json(out.toByteArray());
            });
            requireWholeLines(type, out.toString(StandardCharsets.UTF_8)); // also if the rest is refused
        }
    }

    private static void requireWholeLines(String type, String answer) throws IOException {
        assertThat(answer).matches(text -> text.isEmpty() || text.endsWith("\n"));
        if (type.equals(MediaTypes.CSV)) {
            CsvReader.CsvReaderBuilder strict = CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.STRICT)
                    .missingFieldStrategy(FieldMismatchStrategy.STRICT);
            try (CsvReader<CsvRecord> records = strict.ofCsvRecord(answer)) {
                records.forEach(record -> assertThat(record.getFieldCount()).isEqualTo(4));
            }
        } else {
            for (String line : answer.lines().toList()) {
                requireRow(Fuzzed.json(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    static Stream<byte[]> bodies() {
        return bytes(
                "[{\"a\":1,\"b\":true},{\"a\":1.5},7,[[]],null]",
                "{\"x/~\":{\"a\":1,\"b\":true},\"y\":{\"a\":[]},\"z\":1}",
                "{\"a\":1,\"b\":true}",
                "{\"k\":{},\"k\":{}}",
                "[{\"a\":1e308,\"b\":false},{\"a\":-9007199254740993,\"b\":null}]");
    }

    /** What is answered in full is the same with {@code on_error=report}; what is not has errors, if it is JSON. */
    @MethodSource("bodies")
    @FuzzTest(maxDuration = "10m")
    void json(byte[] body) throws IOException {
        if (body == null) {
            return;
        }
        for (ServedModel model : MODELS) {
            Optional<Answer> all = answer(new JsonProtocol(), model, Heads.NONE, body);
            Optional<Answer> reported = answer(new JsonProtocol(), model, REPORT, body);
            if (all.isPresent()) {
                assertThat(reported.orElseThrow().body()).isEqualTo(all.get().body());
            }
            if (reported.isPresent()) {
                int errors = requireRows(Fuzzed.json(reported.get().body()));
                assertThat(errors == 0).isEqualTo(all.isPresent());
            }
        }
    }

    /** How many rows of an answer in our own form have errors. */
    private static int requireRows(JsonNode answer) {
        boolean one = answer.isObject()
                && answer.properties().stream()
                        .anyMatch(member -> !member.getValue().isObject());
        if (one) {
            return requireRow(answer);
        }
        int errors = 0;
        for (JsonNode row : answer) {
            errors += requireRow(row);
        }
        return errors;
    }

    private static int requireRow(JsonNode row) {
        assertThat(row.has("prediction")).isNotEqualTo(row.path("errors").size() > 0);
        return row.has("errors") ? 1 : 0;
    }

    static Stream<byte[]> envelopes() {
        return bytes(
                "{\"instances\":[[1,true],{\"a\":2,\"b\":false},7,[1]]}",
                "{\"instances\":[[1,true],{\"a\":2,\"b\":false}]}",
                "{\"instances\":[1,null,{\"x\":2}]}",
                "{\"inputs\":{\"a\":[1,[2]],\"b\":[[true],false]}}",
                "{\"inputs\":{\"b\":[],\"a\":[1,{}]},\"signature_name\":\"serving_default\"}",
                "{\"inputs\":{\"x\":[1,null,\"?\"],\"y\":[{},[],[[]]]}}",
                "{\"dataframe_records\":[{\"a\":1,\"b\":true},[]],\"params\":{}}",
                "{\"dataframe_split\":{\"columns\":[\"b\",\"a\"],\"data\":[[true,1],[2]]}}",
                "{\"dataframe_split\":{\"data\":[[1,true]],\"index\":[0],\"columns\":[\"a\",\"b\"]}}",
                "{\"params\":null,\"inputs\":[[1,true]]}");
    }

    @MethodSource("envelopes")
    @FuzzTest(maxDuration = "10m")
    void v1(byte[] body) throws IOException {
        if (body == null) {
            return;
        }
        for (ServedModel model : MODELS) {
            Optional<Answer> bare = answer(RowsProtocol.v1(), model, Heads.NONE, body);
            Optional<Answer> fields = answer(RowsProtocol.v1(), model, FIELDS, body);
            assertThat(fields.isPresent()).isEqualTo(bare.isPresent());
            if (bare.isPresent()) {
                JsonNode answer = Fuzzed.json(bare.get().body());
                String member = answer.has("outputs") ? "outputs" : "predictions";
                int rows = requireNumbers(answer, member);
                JsonNode several = Fuzzed.json(fields.get().body()).get(member);
                assertThat(several.isArray() ? several : several.get("prediction"))
                        .hasSize(rows);
            }
        }
    }

    @MethodSource("envelopes")
    @FuzzTest(maxDuration = "10m")
    void invocations(byte[] body) throws IOException {
        invoke(body, Heads.NONE);
    }

    @MethodSource("csv")
    @FuzzTest(maxDuration = "10m")
    void invocationsCsv(byte[] body) throws IOException {
        invoke(body, Heads.of(Map.of("content-type", MediaTypes.CSV), Map.of()));
    }

    private static void invoke(byte[] body, RequestHead head) throws IOException {
        if (body == null) {
            return;
        }
        for (ServedModel model : MODELS) {
            Optional<Answer> answer = answer(RowsProtocol.invocations(), model, head, body);
            if (answer.isPresent()) {
                requireNumbers(Fuzzed.json(answer.get().body()), "predictions");
            }
        }
    }

    /** How many numbers an answer has, in the one member that it must have. */
    private static int requireNumbers(JsonNode answer, String member) {
        assertThat(answer).hasSize(1);
        JsonNode numbers = answer.get(member);
        assertThat(numbers.isArray()).isTrue();
        assertThat(numbers).allMatch(JsonNode::isNumber);
        return numbers.size();
    }

    static Stream<byte[]> lists() {
        return bytes(
                "{\"x\":[1,true]}", "{\"x\":[1]}", "{\"x\":[1,true,{}],\"x\":[]}", "{\"x\":[\"?\"]}", "{\"y\":[]}");
    }

    @MethodSource("lists")
    @FuzzTest(maxDuration = "10m")
    void list(byte[] body) throws IOException {
        if (body == null) {
            return;
        }
        for (ServedModel model : MODELS) {
            requireOne(answer(ListProtocol.of("x", AnswerField.all()), model, Heads.NONE, body));
        }
    }

    static Stream<byte[]> queries() {
        return bytes(
                "n=1e-3&i=7&f=true&c=röd&d=1970-01-02&t=1970-01-01T00:00:03Z",
                "n=NaN&i=1.0&f=1&c=&d=1970-02-30&t=1970-01-01T00:00:03+01:00",
                "n=0x1p3&n=2&i=9007199254740993&c=nope&d=1970-01-01T23:59:60Z&=&x~/",
                "n=%20&t=+99999-12-31T23:59:59.123456789-18:00");
    }

    @MethodSource("queries")
    @FuzzTest(maxDuration = "10m")
    void query(byte[] text) throws IOException {
        if (text == null) {
            return;
        }
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String parameter : new String(text, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            query.computeIfAbsent(name, n -> new ArrayList<>()).add(parameter.substring(equals + 1));
        }
        requireOne(answer(QueryProtocol.of(AnswerField.all()), KINDS, new UnsentHead(query), text));
    }

    private static void requireOne(Optional<Answer> answer) throws IOException {
        if (answer.isPresent()) {
            assertThat(requireRow(Fuzzed.json(answer.get().body()))).isZero();
        }
    }

    private static Optional<Answer> answer(Protocol protocol, ServedModel model, RequestHead head, byte[] body)
            throws IOException {
        return Fuzzed.ask(most(body), () -> protocol.answer(model, new Request(head, body, body.length)));
    }

    /** A bad row of two bytes is answered with a fault for each field, of some hundred bytes. */
    private static long most(byte[] body) {
        return 4096L * body.length + (2 << 20);
    }
}
