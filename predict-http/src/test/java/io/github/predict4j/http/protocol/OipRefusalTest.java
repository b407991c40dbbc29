package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and with which words: required, found, where. */
class OipRefusalTest {
    private static final String A = "{\"name\":\"a\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[1]}";
    private static final String B = "{\"name\":\"b\",\"shape\":[1],\"datatype\":\"BOOL\",\"data\":[true]}";

    private final OipClient iris = new OipClient(Bundles.iris());
    private final OipClient line = new OipClient(Bundles.line());
    private final OipClient kinds = new OipClient(OipClient.kinds());
    private final OipClient identity = new OipClient(OipClient.identity());

    private static String inputs(String... inputs) {
        return "{\"inputs\":[" + String.join(",", inputs) + "]}";
    }

    private static String x(String shape, String datatype, String data) {
        return inputs(
                "{\"name\":\"x\",\"shape\":" + shape + ",\"datatype\":\"" + datatype + "\",\"data\":" + data + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "                          | the body must be a JSON object, found another value or none",
                "[]                        | the body must be a JSON object, found another value or none",
                "{}                        | the request must have \"inputs\", found none",
                "{\"inputs\":[]}           | inputs must be an input for each of the columns a, b, or one matrix of them; found none",
                "{\"inputs\":{}}           | \"inputs\" of the request must be an array, found an object",
                "{\"inputs\":null}         | the request must have \"inputs\", found none",
                "{\"inputs\":[1]}          | an input must be an object, found a number",
                "{\"inputs\":[{}]}         | an input: required a name, a shape and a datatype, found no name",
                "{\"inputs\":[],\"inputs\":[]} | the request must have one \"inputs\", found two",
                "{\"id\":1}                | \"id\" of the request must be a text, found a number",
                "{\"parameters\":[]}       | \"parameters\" of the request must be an object, found an array",
                "{\"parameters\":{\"binary_data_output\":1}} | \"binary_data_output\" of the request must be true or false",
                "{\"parameters\":{\"timeout\":-1}} | \"timeout\" of the request must be at least 0 and below 2^63, found -1",
                "{\"outputs\":{}}          | \"outputs\" of the request must be an array, found an object",
                "{\"outputs\":[1]}         | an output must be an object, found a number",
                "{\"outputs\":[{}]}        | an output must be one of predict, found \"\"",
                "{\"outputs\":[{\"name\":\"predict_proba\"}]} | an output must be one of predict, found \"predict_proba\"",
                "{\"outputs\":[{\"name\":\"predict\"},{\"name\":\"predict\"}]} | output \"predict\": required once, found twice",
                "{\"outputs\":[{\"parameters\":{\"classification\":3}}]} | an output must be asked for without \"classification\"",
                "{\"outputs\":[{\"parameters\":{\"binary_data\":0}}]} | \"binary_data\" of an output must be true or false",
                "{\"outputs\":[{\"parameters\":{\"shared_memory_region\":\"r\"}}]} | an output must come with the answer"
            })
    void request_thatIsNone(String json, String detail) {
        assertThat(line.refusal(json == null ? "" : json)).startsWith("400 " + detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"name\":1                  | \"name\" of an input must be a text, found a number",
                "\"name\":\"x\",\"name\":\"y\" | an input must have one \"name\", found two",
                "\"name\":\"x\",\"shape\":1  | input \"x\": shape must be an array of at most 8 whole numbers of at least 0",
                "\"name\":\"x\",\"shape\":[-1] | input \"x\": shape must be",
                "\"name\":\"x\",\"shape\":[1.0] | input \"x\": shape must be",
                "\"name\":\"x\",\"shape\":[99999999999999999999] | input \"x\": shape must be",
                "\"name\":\"x\",\"shape\":[1,1,1,1,1,1,1,1,1] | input \"x\": shape must be",
                "\"name\":\"x\",\"shape\":[[1]] | input \"x\": shape must be",
                "\"name\":\"x\",\"shape\":[1] | input \"x\": required a name, a shape and a datatype, found no datatype",
                "\"name\":\"x\",\"datatype\":\"FP64\" | input \"x\": required a name, a shape and a datatype, found no shape",
                "\"datatype\":\"fp64\" | an input: datatype must be one of BOOL, INT8,",
                "\"datatype\":\"BF16\" | an input: datatype must be one of BOOL, INT8,",
                "\"name\":\"x\",\"data\":1   | input \"x\": data must be an array, found a number",
                "\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":null | input \"x\": required either data or binary",
                "\"parameters\":{\"shared_memory_region\":\"r\"} | an input: data must come with the request, found shared memory"
            })
    void input_thatIsNone(String members, String detail) {
        assertThat(identity.refusal(inputs("{" + members + "}"))).startsWith("400 " + detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2]     | [1]",
                "[1]     | [1,2]",
                "[1]     | []",
                "[0]     | [1]",
                "[1]     | [[1]]",
                "[2,1]   | [[1,2]]",
                "[2,1]   | [[1],2]",
                "[2,1]   | [1,[2]]",
                "[2,1]   | [[[1]],[2]]",
                "[2,1]   | [[1],[2],[3]]",
                "[2,2]   | [[1,2,3],[4]]",
                "[]      | []",
                "[]      | [[1]]",
                "[1000000000000] | [1]",
                "[9223372036854775807,9223372036854775807,4] | [1]"
            })
    void data_thatIsNotOfTheShape(String shape, String data) {
        String refusal = identity.refusal(x(shape, "FP64", data));
        assertThat(refusal).startsWith("400 input \"x\"");
        assertThat(refusal.contains("data must have the elements that shape")
                        || refusal.contains("required a finite number (FP64), found"))
                .isTrue();
        String late =
                "{\"inputs\":[{\"data\":" + data + ",\"name\":\"x\",\"shape\":" + shape + ",\"datatype\":\"FP64\"}]}";
        assertThat(identity.refusal(late)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "FP64 | \"5\"  | a finite number (FP64), found \"5\"",
                "FP64 | true   | a finite number (FP64), found true",
                "FP64 | {}     | a finite number (FP64), found an object",
                "FP64 | 1e400  | a finite number (FP64), found 1e400",
                "FP32 | 1e39   | a finite number that fits a float (FP32), found 1e39",
                "BOOL | 1      | true or false (BOOL), found 1",
                "BOOL | \"true\" | true or false (BOOL), found \"true\"",
                "BYTES | 1     | a text (BYTES), found 1"
            })
    void element_thatIsNotOfTheDatatype(String datatype, String element, String detail) {
        assertThat(identity.refusal(x("[2]", datatype, "[null," + element + "]")))
                .isEqualTo("400 input \"x\", row 1: required " + detail);
    }

    @Test
    void element_ofAMatrix_isNamedByRowAndColumn() {
        assertThat(iris.refusal(inputs(
                        "{\"name\":\"m\",\"shape\":[2,4],\"datatype\":\"FP64\",\"data\":[1,2,3,4,5,6,\"x\",8]}")))
                .isEqualTo("400 input \"m\", row 1, column 2: required a finite number (FP64), found \"x\"");
    }

    @Test
    void fp16_isNotReadFromJson() {
        assertThat(identity.refusal(x("[1]", "FP16", "[1]")))
                .isEqualTo("400 input \"x\": FP16 must come as binary data, found \"data\"");
    }

    @Test
    void notANumberToken_isNoJson() {
        for (String token : new String[] {"NaN", "Infinity", "-Infinity", "+1", "01", ".5", "0x1"}) {
            assertThat(identity.refusal(x("[1]", "FP64", "[" + token + "]")))
                    .startsWith("400 the JSON of the body must be JSON (RFC 8259), found a fault");
        }
    }

    @Test
    void columns_thatDoNotFitTheModel() {
        assertThat(line.refusal(inputs(A, B, A))).isEqualTo("400 input \"a\": required once, found twice");
        assertThat(line.refusal(inputs(A, B.replace("[1]", "[2]").replace("[true]", "[true,true]"))))
                .isEqualTo("400 input \"b\": shape must have as many rows as the inputs before it, 1, found [2]");
        assertThat(iris.refusal(inputs(A.replace("\"a\"", "\"petal_lenght\""), B)))
                .isEqualTo("400 inputs must be columns of the model: field \"petal_lenght\": required a field of the"
                        + " schema (did you mean \"petal_length\"?), found an unknown field; field \"b\": required a field"
                        + " of the schema, found an unknown field");
        assertThat(line.refusal(inputs(A.replace("INT64", "BYTES").replace("[1]}", "[\"1\"]}"), B)))
                .isEqualTo(
                        "400 input \"a\": datatype must be INT64 or another of numbers, because the field is of type INTEGER;"
                                + " found BYTES");
        assertThat(line.refusal(inputs(A, B.replace("BOOL", "INT8").replace("true", "1"))))
                .isEqualTo("400 input \"b\": datatype must be BOOL, because the field is of type BOOLEAN; found INT8");
        assertThat(line.refusal(inputs(A.replace("[1],\"d", "[1,1,1],\"d"), B)))
                .isEqualTo("400 input \"a\": shape must be [n, 1] or [n], found [1, 1, 1]");
    }

    @Test
    void matrix_thatDoesNotFitTheModel() {
        String matrix = "{\"name\":\"m\",\"shape\":[1,%d],\"datatype\":\"%s\",\"data\":%s}";
        assertThat(iris.refusal(inputs(String.format(matrix, 3, "FP64", "[1,2,3]"))))
                .isEqualTo("400 input \"m\": shape must be [n, 4], the columns sepal_length, sepal_width, petal_length,"
                        + " petal_width; found [1, 3]");
        assertThat(iris.refusal(inputs(String.format(matrix, 4, "BYTES", "[\"1\",\"2\",\"3\",\"4\"]"))))
                .isEqualTo("400 input \"m\": datatype must be one of numbers for a matrix, found BYTES");
        assertThat(kinds.refusal(inputs(String.format(matrix, 6, "FP64", "[1,2,3,4,5,6]"))))
                .isEqualTo("400 inputs must be one for each column, because column \"f\" is not a number;"
                        + " found one matrix");
    }

    @Test
    void faultsOfRows_areAllReported() throws Exception {
        OipClient petal = new OipClient(Bundles.iris());
        String request = inputs(
                "{\"name\":\"m\",\"shape\":[3,4],\"datatype\":\"FP64\",\"data\":" + "[null,1,1,1, 1,1,1,1, 1,1,99,1]}");
        assertThat(petal.refusal(request)).isEqualTo("422 2 faults in 2 of 3 rows");
        assertThat(petal.error(request))
                .isEqualTo(
                        "400 2 faults in 2 of 3 rows: row 0: field \"sepal_length\": required a finite number, found"
                                + " nothing; row 2: field \"petal_length\": required a finite number in [0.0, 30.0], found 99.0");
    }

    @Test
    void faultsOfRows_manyOfThem_areCountedAndTheFirstTenListed() {
        String nulls = "null,".repeat(999) + "null";
        String error = identity.error(x("[1000]", "FP64", "[" + nulls + "]"));
        assertThat(error)
                .startsWith("400 1000 faults in 1000 of 1000 rows; the first")
                .contains("row 9: ");
        assertThat(error).doesNotContain("row 10: ");
    }

    @Test
    void prediction_thatOverflows_isAFault() {
        OipClient steep = new OipClient(Bundles.steep());
        assertThat(steep.error(x("[2]", "FP64", "[1,10]")))
                .isEqualTo("400 1 fault in 1 of 2 rows: row 1: required values with a finite prediction, found none");
    }

    @Test
    void rows_moreThanTheLimit_are413() {
        String values = "1,".repeat(1000) + "1";
        assertThat(identity.refusal(x("[1001]", "FP64", "[" + values + "]")))
                .isEqualTo("413 a request must have at most 1000 rows, found 1001");
    }

    @Test
    void inputs_moreThanTheLimit_areRefused() {
        String[] many = new String[66];
        for (int i = 0; i < many.length; i++) {
            many[i] = "{\"name\":\"n" + i + "\",\"shape\":[0],\"datatype\":\"FP64\",\"data\":[]}";
        }
        assertThat(identity.refusal(inputs(many))).isEqualTo("400 inputs must be at most 65, found more");
    }

    @Test
    void quotedTexts_areCut() {
        String refusal = identity.refusal(x("[1]", "FP64", "[\"" + "y".repeat(1000) + "\"]"));
        assertThat(refusal).endsWith("found \"" + "y".repeat(63) + "…\"");
        assertThat(identity.refusal(x("[1]", "FP64", "[\"" + "y".repeat(5000) + "\"]")))
                .contains("4096 in a text");
        assertThat(identity.refusal(x("[1]", "FP64", "[" + "1".repeat(129) + "]")))
                .contains("128 characters in a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud83d\"", "\"a\\ude00\"", "\"\\ude00\\ud83d\""})
    void unpairedSurrogate_isNoText(String text) {
        assertThat(kinds.refusal(
                        "{\"inputs\":[{\"name\":\"c\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[" + text + "]}]}"))
                .isEqualTo("400 texts must be Unicode, found an unpaired surrogate in an escape");
        assertThat(kinds.refusal("{\"id\":" + text + "}")).contains("unpaired surrogate");
    }

    @Test
    void textAfterTheObject_isRefused() {
        assertThat(line.refusal(inputs(A, B) + "x")).startsWith("400 the JSON of the body must be one JSON value");
        assertThat(line.refusal("\uFEFF" + inputs(A, B))).contains("without a byte order mark");
    }
}
