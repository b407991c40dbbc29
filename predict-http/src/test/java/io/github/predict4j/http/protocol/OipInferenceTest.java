package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests in JSON alone mean. */
class OipInferenceTest {
    private static final String IRIS_COLUMNS = """
            {"id":"42","inputs":[
             {"name":"sepal_length","shape":[2,1],"datatype":"FP64","data":[5.1,5.9]},
             {"name":"sepal_width","shape":[2,1],"datatype":"FP64","data":[3.5,3]},
             {"name":"petal_length","shape":[2,1],"datatype":"FP64","data":[1.4,5.1]},
             {"name":"petal_width","shape":[2,1],"datatype":"FP64","data":[0.2,1.8]}]}
            """;
    private static final String IRIS_ANSWER =
            "{\"model_name\":\"iris\",\"model_version\":\"1.0.0\",\"id\":\"42\",\"outputs\":["
                    + "{\"name\":\"predict\",\"shape\":[2,1],\"datatype\":\"BYTES\",\"data\":[\"setosa\",\"virginica\"]},"
                    + "{\"name\":\"predict_proba\",\"shape\":[2,3],\"datatype\":\"FP64\",\"data\":[1.0,0.0,0.0,0.0,0.25,0.75]}]}";

    private final OipClient iris = new OipClient(Bundles.iris());
    private final OipClient line = new OipClient(Bundles.line());
    private final OipClient kinds = new OipClient(OipClient.kinds());

    @Test
    void columns_areAnsweredInFull() {
        assertThat(iris.infer(IRIS_COLUMNS)).isEqualTo(IRIS_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[5.1,3.5,1.4,0.2,5.9,3,5.1,1.8]",
                "[[5.1,3.5,1.4,0.2],[5.9,3,5.1,1.8]]",
                " [ [ 5.1 , 3.5 , 1.4 , 0.2 ] , [ 59e-1 , 3.0 , 5.1 , 1.8 ] ] "
            })
    void matrix_underAnyName_isAnsweredAlike(String data) {
        String request =
                "{\"id\":\"42\",\"inputs\":[{\"name\":\"input-0\",\"shape\":[2,4],\"datatype\":\"FP64\",\"data\":"
                        + data + "}]}";
        assertThat(iris.infer(request)).isEqualTo(IRIS_ANSWER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2]   | [1,2]     | [true,false]",
                "[2,1] | [1,2]     | [true,false]",
                "[2,1] | [[1],[2]] | [[true],[false]]",
                "[2]   | [1.0,2e0] | [true,false]"
            })
    void column_flatOrNested_withOrWithoutSecondDimension(String shape, String a, String b) {
        assertThat(predictions(line.infer(columns(shape, a, shape, b)))).isEqualTo("[1001.0,2000.0]");
    }

    @Test
    void column_withoutBatchDimension_isOneRow() {
        assertThat(predictions(line.infer(columns("[]", "[7]", "[]", "[true]"))))
                .isEqualTo("[7001.0]");
        assertThat(predictions(line.infer(columns("[1]", "[7]", "[1,1]", "[[true]]"))))
                .isEqualTo("[7001.0]");
    }

    @Test
    void noRows_areAnsweredWithNoRows() {
        assertThat(iris.infer("{\"inputs\":[{\"name\":\"m\",\"shape\":[0,4],\"datatype\":\"FP32\",\"data\":[]}]}"))
                .contains("{\"name\":\"predict\",\"shape\":[0,1],\"datatype\":\"BYTES\",\"data\":[]}")
                .contains("{\"name\":\"predict_proba\",\"shape\":[0,3],\"datatype\":\"FP64\",\"data\":[]}");
    }

    @Test
    void members_inAnyOrder_meanTheSame() {
        String inputs = "\"inputs\":["
                + "{\"data\":[[1],[2]],\"datatype\":\"INT64\",\"shape\":[2,1],\"name\":\"a\"},"
                + "{\"parameters\":{},\"shape\":[2],\"data\":[true,false],\"name\":\"b\",\"datatype\":\"BOOL\"}]";
        String outputs = "\"outputs\":[{\"parameters\":{\"content_type\":\"np\"},\"name\":\"predict\"}]";
        assertThat(line.infer("{" + outputs + ",\"parameters\":{\"binary_data_output\":false}," + inputs + "}"))
                .isEqualTo("{\"model_name\":\"line\",\"model_version\":\"2.0.0\",\"outputs\":["
                        + "{\"name\":\"predict\",\"shape\":[2,1],\"datatype\":\"FP64\",\"data\":[1001.0,2000.0]}]}");
    }

    @Test
    void otherMembers_arePassedOver() {
        assertThat(predictions(line.infer("{\"model_name\":\"else\",\"x\":[{}],\"parameters\":{\"content_type\":\"pd\","
                        + "\"priority\":1,\"sequence_id\":7,\"timeout\":100,\"headers\":{\"a\":\"b\"}},\"inputs\":["
                        + "{\"name\":\"a\",\"shape\":[1],\"datatype\":\"INT8\",\"data\":[1],"
                        + "\"parameters\":{\"content_type\":\"np\",\"x\":{\"y\":[]}},\"z\":null},"
                        + "{\"name\":\"b\",\"shape\":[1],\"datatype\":\"BOOL\",\"data\":[true]}]}")))
                .isEqualTo("[1001.0]");
    }

    @Test
    void outputs_onlyThoseAskedFor_inTheirOrder() {
        String request = IRIS_COLUMNS.replace("\"id\":\"42\"", "\"outputs\":[{\"name\":\"predict_proba\"}]");
        assertThat(iris.infer(request)).contains("\"predict_proba\"").doesNotContain("\"predict\"");
        request = IRIS_COLUMNS.replace(
                "\"id\":\"42\"", "\"outputs\":[{\"name\":\"predict_proba\"},{\"name\":\"predict\"}]");
        assertThat(iris.infer(request)).contains("{\"outputs\":[{\"name\":\"predict_proba\"".substring(1));
        assertThat(iris.infer(IRIS_COLUMNS.replace("\"id\":\"42\"", "\"outputs\":[]")))
                .contains("\"predict\"", "\"predict_proba\"");
    }

    @Test
    void everyType_isRead() {
        String request = "{\"inputs\":[{\"name\":\"n\",\"shape\":[2],\"datatype\":\"FP32\",\"data\":[0.5,null]},"
                + "{\"name\":\"i\",\"shape\":[2],\"datatype\":\"UINT8\",\"data\":[255,0]},"
                + "{\"name\":\"f\",\"shape\":[2],\"datatype\":\"BOOL\",\"data\":[true,false]},"
                + "{\"name\":\"c\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"r\\u00f6d\",\"blue\"]},"
                + "{\"name\":\"d\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"1970-01-02\",\"1970-01-11\"]},"
                + "{\"name\":\"t\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"1970-01-01T00:00:03Z\",null]}]}";
        assertThat(predictions(kinds.infer(request))).isEqualTo("[111101.0,10.0]");
    }

    @Test
    void fp32_isRoundedToFloat_soThatItIsWhatRawBytesGive() {
        String answer = new OipClient(OipClient.identity())
                .infer("{\"inputs\":[{\"name\":\"x\",\"shape\":[3],\"datatype\":\"FP32\",\"data\":"
                        + "[0.1,1.00000005960464477540,16777217]}]}");
        assertThat(predictions(answer))
                .isEqualTo("[" + (double) 0.1f + "," + (double) 1.0000001f + "," + (double) 16777216f + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "INT8, -128, 127", "INT16, -32768, 32767", "INT32, -2147483648, 2147483647",
        "INT64, -9223372036854775808, 9223372036854774784", "UINT8, 0, 255", "UINT16, 0, 65535",
        "UINT32, 0, 4294967295", "UINT64, 0, 18446744073709549568"
    })
    void wholeNumbers_toTheEndsOfTheirRange(String datatype, String least, String most) {
        OipClient identity = new OipClient(OipClient.identity());
        String form = "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"%s\",\"data\":[%s]}]}";
        for (String value : new String[] {least, most}) {
            String found = predictions(identity.infer(String.format(form, datatype, value)));
            assertThat(new BigDecimal(found.substring(1, found.length() - 1)).doubleValue())
                    .isEqualTo(new BigDecimal(value).doubleValue());
        }
        for (String beyond : new String[] {
            new BigInteger(least).subtract(BigInteger.ONE).toString(),
            new BigInteger(most).add(BigInteger.ONE).toString(),
            "0.5",
            "1e400"
        }) {
            assertThat(identity.refusal(String.format(form, datatype, beyond)))
                    .isEqualTo("400 input \"x\", row 0: required a whole number that fits it and a double exactly ("
                            + datatype + "), found " + beyond);
        }
    }

    @Test
    void warnings_areAParameterOfTheAnswer() {
        String answer = new OipClient(OipClient.lenient())
                .infer("{\"inputs\":[{\"name\":\"x\",\"shape\":[12],\"datatype\":\"FP64\",\"data\":"
                        + "[0,99,99,99,99,99,99,99,99,99,99,99]}]}");
        assertThat(answer)
                .contains("\"parameters\":{\"warnings\":\"row 1: x invalid_as_missing; row 2: x invalid_as_missing;")
                .contains("row 10: x invalid_as_missing; … (11 in all)\"}");
    }

    @Test
    void otherInputs_whereTheSchemaLetsThemPass_arePassedOver() {
        String answer = new OipClient(Bundles.tolerant())
                .infer(
                        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,2,2,1],\"datatype\":\"UINT8\",\"data\":[[[[1],[2]],[[3],[4]]]]},"
                                + "{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[2]}]}");
        assertThat(predictions(answer)).isEqualTo("[2.0]");
    }

    @Test
    void manyRows_moreThanABatch_areInOrder() {
        StringBuilder a = new StringBuilder();
        StringBuilder b = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            a.append(i == 0 ? "" : ",").append(i);
            b.append(i == 0 ? "" : ",").append(i % 3 == 0);
            expected.append(i == 0 ? "" : ",").append(1000.0 * i + (i % 3 == 0 ? 1 : 0));
        }
        assertThat(predictions(line.infer(columns("[1000]", "[" + a + "]", "[1000]", "[" + b + "]"))))
                .isEqualTo("[" + expected + "]");
    }

    private static String columns(String shapeA, String a, String shapeB, String b) {
        return "{\"inputs\":[{\"name\":\"a\",\"shape\":" + shapeA + ",\"datatype\":\"INT64\",\"data\":" + a
                + "},{\"name\":\"b\",\"shape\":" + shapeB + ",\"datatype\":\"BOOL\",\"data\":" + b + "}]}";
    }

    private static String predictions(String answer) {
        return answer.replaceAll(".*\"name\":\"predict\".*?\"data\":(\\[[^\\]]*]).*", "$1");
    }
}
