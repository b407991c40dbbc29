package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.Bundles;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsProtocolTest {
    private static final RowsProtocol V1 = RowsProtocol.v1();
    private static final RowsProtocol INVOCATIONS = RowsProtocol.invocations();
    private static final String IRIS_ARRAYS = "[[5.1,3.5,1.4,0.2],[5.9,3.0,5.1,1.8]]";
    private static final String IRIS_OBJECTS = "[" + Bundles.SETOSA + "," + Bundles.VIRGINICA + "]";
    private static final String IRIS_COLUMNS = "{\"sepal_length\":[5.1,5.9],\"petal_width\":[0.2,1.8],"
            + "\"petal_length\":[1.4,5.1],\"sepal_width\":[3.5,3]}";

    private static String answer(RowsProtocol protocol, Bundle bundle, RequestHead head, String body)
            throws RefusedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Answer answer = protocol.answer(new ServedModel(bundle, 100, 1 << 20), new Request(head, bytes, bytes.length));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo("application/json");
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String answer(RowsProtocol protocol, Bundle bundle, String body) throws RefusedException {
        return answer(protocol, bundle, Heads.NONE, body);
    }

    private static String iris(RowsProtocol protocol, String body) throws RefusedException {
        return answer(protocol, Bundles.iris(), body);
    }

    /** The text of the refusal, which is all that a client of these protocols is told. */
    private static String refusal(RowsProtocol protocol, Bundle bundle, RequestHead head, String body) {
        Problem problem = catchThrowableOfType(RefusedException.class, () -> answer(protocol, bundle, head, body))
                .problem();
        Answer answer = protocol.wording().refusal(problem, "/x");
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String refusal(RowsProtocol protocol, Bundle bundle, String body) {
        return refusal(protocol, bundle, Heads.NONE, body);
    }

    private static RequestHead asking(String fields) {
        return Heads.of(Map.of(), Map.of("fields", fields));
    }

    @ParameterizedTest
    @ValueSource(strings = {IRIS_ARRAYS, IRIS_OBJECTS})
    void v1_instances_givePredictions(String rows) throws Exception {
        String expected = "{\"predictions\":[\"setosa\",\"virginica\"]}";
        assertThat(iris(V1, "{\"instances\":" + rows + "}")).isEqualTo(expected);
        assertThat(iris(V1, "{\"signature_name\":\"serving_default\",\"id\":{\"a\":[1]},\"instances\":" + rows + "}"))
                .isEqualTo(expected);
        assertThat(iris(V1, "{\"instances\":" + rows + ",\"parameters\":{\"x\":1}}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {IRIS_ARRAYS, IRIS_OBJECTS, IRIS_COLUMNS})
    void v1_inputs_giveOutputs(String rows) throws Exception {
        assertThat(iris(V1, "{\"inputs\":" + rows + "}")).isEqualTo("{\"outputs\":[\"setosa\",\"virginica\"]}");
    }

    @Test
    void v1_severalFields_areObjectsOfRowsOrColumns() throws Exception {
        RequestHead both = asking("prediction,probability");
        assertThat(answer(V1, Bundles.iris(), both, "{\"instances\":" + IRIS_ARRAYS + "}"))
                .isEqualTo("{\"predictions\":[{\"prediction\":\"setosa\",\"probability\":1.0},"
                        + "{\"prediction\":\"virginica\",\"probability\":0.75}]}");
        assertThat(answer(V1, Bundles.iris(), both, "{\"inputs\":" + IRIS_COLUMNS + "}"))
                .isEqualTo("{\"outputs\":{\"prediction\":[\"setosa\",\"virginica\"],\"probability\":[1.0,0.75]}}");
    }

    @Test
    void v1_values_areRowsOfOneField() throws Exception {
        assertThat(answer(V1, Bundles.steep(), "{\"instances\":[1,0.0,[1]]}"))
                .isEqualTo("{\"predictions\":[1.0E308,0.0,1.0E308]}");
        assertThat(answer(V1, Bundles.steep(), "{\"inputs\":{\"x\":[1,0]}}")).isEqualTo("{\"outputs\":[1.0E308,0.0]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,2],\"b\":[true,false]}", "{\"b\":[[true],[false]],\"a\":[[1],2]}"})
    void columns_ofValuesOrArraysOfOne_areRows(String columns) throws Exception {
        assertThat(answer(INVOCATIONS, Bundles.line(), "{\"inputs\":" + columns + "}"))
                .isEqualTo("{\"predictions\":[1001.0,2000.0]}");
    }

    @Test
    void columns_ofATolerantSchema_mayHaveOthers() throws Exception {
        assertThat(answer(V1, Bundles.tolerant(), "{\"inputs\":{\"y\":[{},[]],\"x\":[2,null]}}"))
                .isEqualTo("{\"outputs\":[2.0,1.0]}");
    }

    @Test
    void noRows_giveNoPredictions() throws Exception {
        assertThat(iris(V1, "{\"instances\":[]}")).isEqualTo("{\"predictions\":[]}");
        assertThat(answer(V1, Bundles.line(), "{\"inputs\":{\"a\":[],\"b\":[]}}"))
                .isEqualTo("{\"outputs\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dataframe_records\":" + IRIS_OBJECTS + "}",
                "{\"instances\":" + IRIS_OBJECTS + "}",
                "{\"instances\":" + IRIS_ARRAYS + "}",
                "{\"inputs\":" + IRIS_ARRAYS + ",\"params\":{}}",
                "{\"params\":null,\"inputs\":" + IRIS_COLUMNS + "}",
                "{\"dataframe_split\":{\"columns\":[\"sepal_length\",\"sepal_width\",\"petal_length\",\"petal_width\"],"
                        + "\"index\":[0,1],\"data\":" + IRIS_ARRAYS + "}}",
                "{\"dataframe_split\":{\"data\":" + IRIS_ARRAYS
                        + ",\"columns\":[\"sepal_length\",\"sepal_width\",\"petal_length\",\"petal_width\"]}, \"x\": 1}",
            })
    void invocations_ofEachForm_givePredictions(String body) throws Exception {
        assertThat(iris(INVOCATIONS, body)).isEqualTo("{\"predictions\":[\"setosa\",\"virginica\"]}");
    }

    @Test
    void invocations_splitInAnotherOrder_isByName() throws Exception {
        assertThat(answer(
                        INVOCATIONS,
                        Bundles.line(),
                        "{\"dataframe_split\":{\"columns\":[\"b\",\"a\"],\"data\":[[true,1],[false,2]]}}"))
                .isEqualTo("{\"predictions\":[1001.0,2000.0]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "text/csv; charset=utf-8", "text/csv; header=present"})
    void invocations_csv_givesPredictions(String type) throws Exception {
        RequestHead head = Heads.of(Map.of("content-type", type, "accept", "text/csv"), Map.of());
        assertThat(answer(INVOCATIONS, Bundles.line(), head, "b,a\r\ntrue,1\r\nfalse,\"2\""))
                .isEqualTo("{\"predictions\":[1001.0,2000.0]}");
        assertThat(refusal(INVOCATIONS, Bundles.line(), head, "a,b\n1,true\n1.5,yes\n7\n"))
                .startsWith("400 {\"error\":\"3 faults in 2 of 3 rows: row 1: field \\\"a\\\": required a whole number")
                .endsWith("row 2: required 2 cells, as the header has, found 1\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {}                                       | must have \\"instances\\" or \\"inputs\\", found none of them
            []                                       | must be an object
            7                                        | must be an object
            {"instances":[],"inputs":[]}             | found \\"instances\\" and \\"inputs\\"
            {"instances":[],"instances":[]}          | found \\"instances\\" and \\"instances\\"
            {"instances":{}}                         | must be an array of rows, found an object
            {"inputs":7}                             | must be an array of rows, found a number
            {"signature_name":"x","instances":[]}    | must be \\"serving_default\\"
            {"instances":[]} x                       | found text after it
            {"instances":[                           | must be JSON
            {"instances":[NaN]}                      | must be JSON
            {"instances":[[1,true],[1],7,[1,true,2]]} | row 1: required 2 values, found 1; row 2: required an object or an array, found a number; row 3: required 2 values, found 3
            {"instances":[{"a":"x","b":true}]}       | row 0: field \\"a\\": required a whole number
            {"instances":[{"a":{"b64":"AA=="},"b":true}]} | found an object
            {"instances":[{"a":1,"a":1,"b":true}]}   | found two
            {"instances":[[1e400,true]]}             | found 1e400
            {"inputs":{"a":[1,2],"b":[true]}}        | must have the same length, found only 1 values in \\"b\\"
            {"inputs":{"a":1,"b":[true]}}            | \\"a\\" must be an array, found a number
            {"inputs":{"a":[1]}}                     | no \\"b\\"
            {"inputs":{"a":[1],"b":[true],"c":[1]}}  | \\"c\\", which is no field
            {"inputs":{"a":[1],"a":[1],"b":[true]}}  | \\"a\\" twice
            {"inputs":{"a":[[1,2]],"b":[[]]}}        | found an array of more than one value; row 0: field \\"b\\"
            {"inputs":{"a":[[[1]]],"b":[true]}}      | found an array
            """)
    void v1_bodyThatDoesNotFit_is400(String body, String detail) {
        assertThat(refusal(V1, Bundles.line(), body))
                .startsWith("400 {\"error\":\"")
                .contains(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"dataframe_split":[]}                                       | must be an object
            {"dataframe_split":{"columns":["a","b"]}}                    | must have \\"columns\\" and \\"data\\"
            {"dataframe_split":{"data":[]}}                              | must have \\"columns\\" and \\"data\\"
            {"dataframe_split":{"columns":["a",1],"data":[]}}            | must be texts, found a number
            {"dataframe_split":{"columns":["a"],"data":[]}}              | no \\"b\\"
            {"dataframe_split":{"data":[],"columns":["a","b"],"data":[]}} | once, found one twice
            {"dataframe_split":{"columns":["a","b"],"data":[[1],{}]}}    | row 0: required 2 values, found 1; row 1: required an array
            {"dataframe_records":[[1,true]]}                             | row 0: required an object, found an array
            {"dataframe_records":{"a":1}}                                | must be an array of rows
            {"instances":[],"params":{"x":1}}                            | must be empty
            {"a":1}                                                      | found none of them
            """)
    void invocations_bodyThatDoesNotFit_is400(String body, String detail) {
        assertThat(refusal(INVOCATIONS, Bundles.line(), body))
                .startsWith("400 {\"error\":\"")
                .contains(detail);
    }

    @Test
    void rowsOverTheLimit_are413() {
        String rows = "[" + "0,".repeat(100) + "0]";
        assertThat(refusal(V1, Bundles.steep(), "{\"instances\":" + rows + "}")).startsWith("413 {\"error\":");
        assertThat(refusal(V1, Bundles.steep(), "{\"inputs\":{\"x\":" + rows + "}}"))
                .startsWith("413 {\"error\":");
        RequestHead csv = Heads.of(Map.of("content-type", "text/csv"), Map.of());
        assertThat(refusal(INVOCATIONS, Bundles.steep(), csv, "x\n" + "0\n".repeat(101)))
                .startsWith("413 {\"error\":");
    }

    @Test
    void manyFaults_areCountedAndTheFirstTenTold() {
        String text = refusal(V1, Bundles.steep(), "{\"instances\":[" + "\"x\",".repeat(49) + "\"x\"]}");
        assertThat(text)
                .startsWith("400 {\"error\":\"50 faults in 50 of 50 rows")
                .contains("row 9:")
                .doesNotContain("row 10:");
    }

    @Test
    void manyWrongColumns_areCountedAndTheFirstTenTold() {
        StringBuilder columns = new StringBuilder("\"c0\":[]");
        for (int i = 1; i < 50; i++) {
            columns.append(",\"c").append(i).append("\":[]");
        }
        assertThat(refusal(INVOCATIONS, Bundles.steep(), "{\"inputs\":{" + columns + "}}"))
                .startsWith("400 {\"error\":\"")
                .endsWith("\\\"c9\\\", which is no field, … (51 in all)\"}");
    }

    @Test
    void predictionThatOverflows_is400() {
        assertThat(refusal(V1, Bundles.steep(), "{\"instances\":[1,10]}"))
                .contains("row 1: required values with a finite prediction");
    }

    @Test
    void unknownField_is400() {
        assertThat(refusal(V1, Bundles.line(), asking("nope"), "{\"instances\":[]}"))
                .startsWith("400 {\"error\":\"fields: a field of an answer must be one of");
        assertThat(refusal(V1, Bundles.line(), asking("probability"), "{\"instances\":[]}"))
                .contains("a regression has no probabilities");
    }
}
