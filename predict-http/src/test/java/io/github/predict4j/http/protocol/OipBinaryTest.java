package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.http.Bundles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw tensors behind the JSON, in requests and in answers. */
class OipBinaryTest {
    private final OipClient iris = new OipClient(Bundles.iris());
    private final OipClient line = new OipClient(Bundles.line());
    private final OipClient identity = new OipClient(OipClient.identity());
    private final OipClient kinds = new OipClient(OipClient.kinds());

    private static OipBody irisColumns() {
        return new OipBody()
                .raw("sepal_length", "[2,1]", "FP64", OipBody.doubles(5.1, 5.9))
                .raw("sepal_width", "[2,1]", "FP32", OipBody.floats(3.5f, 3))
                .json("petal_length", "[2]", "FP64", "[1.4,5.1]")
                .raw("petal_width", "[2]", "FP64", OipBody.doubles(0.2, 1.8));
    }

    private static OipBody one(String datatype, byte[] data) {
        return new OipBody().raw("x", "[1]", datatype, data);
    }

    private static String predictions(OipClient client, OipBody body) throws Exception {
        JsonNode answer = new ObjectMapper()
                .readTree(client.ask(body.bytes(), body.jsonLength()).body());
        return answer.at("/outputs/0/data").toString();
    }

    @Test
    void columns_someRawSomeJson_areAnsweredInJson() throws Exception {
        Answer answer = iris.ask(irisColumns().bytes(), irisColumns().jsonLength());
        assertThat(answer.mediaType()).isEqualTo("application/json");
        assertThat(answer.headers()).isEmpty();
        assertThat(OipClient.text(answer)).contains("\"data\":[\"setosa\",\"virginica\"]");
    }

    @Test
    void everyType_isRead() throws Exception {
        OipBody body = new OipBody()
                .raw("n", "[2]", "FP64", OipBody.doubles(0.5, Double.NaN))
                .raw("i", "[2]", "UINT8", OipBody.flags(255, 0))
                .raw("f", "[2]", "BOOL", OipBody.flags(1, 0))
                .raw("c", "[2]", "BYTES", OipBody.texts("röd", "blue"))
                .raw("d", "[2]", "BYTES", OipBody.texts("1970-01-02", "1970-01-11"))
                .raw("t", "[2]", "BYTES", OipBody.texts("1970-01-01T00:00:03Z", "1970-01-01T00:00:02Z"));
        assertThat(predictions(kinds, body)).isEqualTo("[111101.0,10.0]");
    }

    @ParameterizedTest
    @CsvSource({
        "INT8, 80, -128.0",
        "UINT8, 80, 128.0",
        "INT16, 0080, -32768.0",
        "UINT16, 0080, 32768.0",
        "INT32, 00000080, -2147483648.0",
        "UINT32, 00000080, 2147483648.0",
        "INT64, 0000000000000080, -9.223372036854775808E18",
        "UINT64, 0000000000000080, 9.223372036854775808E18",
        "UINT64, 00F8FFFFFFFFFFFF, 18446744073709549568",
        "INT64, 0000000000002000, 9007199254740992",
        "FP16, 003C, 1.0",
        "FP16, FF7B, 65504.0",
        "FP16, 0100, 5.960464477539063E-8",
        "FP16, FF03, 6.097555160522461E-5",
        "FP16, 0004, 6.103515625E-5",
        "FP16, 00C0, -2.0",
        "FP32, CDCCCC3D, 0.10000000149011612",
        "FP64, 9A9999999999B93F, 0.1"
    })
    void number_isLittleEndian(String datatype, String hex, double value) throws Exception {
        byte[] data = HexFormat.of().parseHex(hex);
        OipBody body = one(datatype, data).with("\"parameters\":{\"binary_data_output\":true}");
        Answer answer = identity.ask(body.bytes(), body.jsonLength());
        assertThat(raw(answer).getDouble()).isEqualTo(value);
    }

    @Test
    void matrix_isRowMajor() throws Exception {
        OipBody body =
                new OipBody().raw("input-0", "[2,4]", "FP64", OipBody.doubles(5.1, 3.5, 1.4, 0.2, 5.9, 3, 5.1, 1.8));
        assertThat(predictions(iris, body)).isEqualTo("[\"setosa\",\"virginica\"]");
    }

    @Test
    void outputs_allRaw_followTheirJson() throws Exception {
        OipBody body = irisColumns().with("\"parameters\":{\"binary_data_output\":true}");
        Answer answer = iris.ask(body.bytes(), body.jsonLength());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo("application/octet-stream");
        assertThat(json(answer))
                .isEqualTo("{\"model_name\":\"iris\",\"model_version\":\"1.0.0\",\"outputs\":["
                        + "{\"name\":\"predict\",\"shape\":[2,1],\"datatype\":\"BYTES\","
                        + "\"parameters\":{\"binary_data_size\":23}},"
                        + "{\"name\":\"predict_proba\",\"shape\":[2,3],\"datatype\":\"FP64\","
                        + "\"parameters\":{\"binary_data_size\":48}}]}");
        ByteBuffer raw = raw(answer);
        assertThat(text(raw)).isEqualTo("setosa");
        assertThat(text(raw)).isEqualTo("virginica");
        for (double probability : new double[] {1, 0, 0, 0, 0.25, 0.75}) {
            assertThat(raw.getDouble()).isEqualTo(probability);
        }
        assertThat(raw.hasRemaining()).isFalse();
    }

    @Test
    void outputs_eachAsItsOwnParameterSays() throws Exception {
        OipBody body = irisColumns()
                .with("\"outputs\":[{\"name\":\"predict_proba\",\"parameters\":{\"binary_data\":false}},"
                        + "{\"name\":\"predict\"}],\"parameters\":{\"binary_data_output\":true}");
        Answer answer = iris.ask(body.bytes(), body.jsonLength());
        assertThat(json(answer))
                .contains("{\"name\":\"predict_proba\",\"shape\":[2,3],\"datatype\":\"FP64\",\"data\":[1.0,0.0,")
                .contains("{\"name\":\"predict\",\"shape\":[2,1],\"datatype\":\"BYTES\",\"parameters\"");
        assertThat(text(raw(answer))).isEqualTo("setosa");
        body.with("\"outputs\":[{\"name\":\"predict_proba\",\"parameters\":{\"binary_data\":true}}]");
        assertThat(raw(iris.ask(body.bytes(), body.jsonLength())).remaining()).isEqualTo(48);
    }

    @Test
    void bodyWithoutJson_isAMatrixOfFp64_answeredRaw() throws Exception {
        byte[] matrix = OipBody.doubles(5.1, 3.5, 1.4, 0.2, 5.9, 3, 5.1, 1.8);
        Answer answer = iris.ask(matrix, "0");
        assertThat(json(answer)).startsWith("{\"model_name\":\"iris\",\"model_version\":\"1.0.0\",\"outputs\":[");
        ByteBuffer raw = raw(answer);
        assertThat(text(raw)).isEqualTo("setosa");
        assertThat(text(raw)).isEqualTo("virginica");
        assertThat(raw.getDouble()).isEqualTo(1);
        assertThat(iris.refusal(Arrays.copyOf(matrix, 63), "0"))
                .isEqualTo("400 a body without JSON must be a matrix of 4 columns in FP64, little-endian, a multiple of"
                        + " 32 bytes; found 63");
        assertThat(line.refusal(new byte[16], "0")).startsWith("400 inputs must be one for each column, because");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "+5", "12345678901", "9999999999", "1, 2", "0x10", "١"})
    void header_thatIsNoLength_isRefused(String header) {
        assertThat(iris.refusal(irisColumns().bytes(), header))
                .startsWith("400 Inference-Header-Content-Length must be");
    }

    @Test
    void header_ofTheWholeBody_orOfTooLittle() {
        OipBody body = new OipBody().json("x", "[1]", "FP64", "[7]");
        assertThat(identity.refusal(body.bytes(), body.jsonLength())).startsWith("answered: ");
        assertThat(identity.refusal(body.bytes(), Integer.toString(body.bytes().length - 1)))
                .startsWith("400 the JSON of the body must be JSON (RFC 8259)");
        assertThat(identity.refusal(body.bytes(), Integer.toString(body.bytes().length + 1)))
                .contains("must be the length of the JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2]    | FP64  | 8  | binary_data_size must be that of the elements of shape [2], 8 bytes each, found 8",
                "[2]    | FP64  | 17 | binary_data_size must be that of the elements of shape [2], 8 bytes each, found 17",
                "[2]    | BYTES | 7  | binary_data_size must be that of the elements of shape [2], each 4 bytes and its text, found 7",
                "[2]    | BYTES | 9  | binary_data_size must be the size of its elements, found 1 bytes more",
                "[9223372036854775807,4] | FP64 | 32 | binary_data_size must be that of the elements of shape",
                "[4294967296,4294967296] | FP64 | 0  | binary_data_size must be that of the elements of shape",
                "[3]    | FP64  | 24 | "
            })
    void size_thatIsNotThatOfTheShape_isRefused(String shape, String datatype, int size, @Nullable String found) {
        OipBody body = new OipBody().raw("x", shape, datatype, new byte[size]);
        assertThat(identity.refusal(body.bytes(), body.jsonLength()))
                .startsWith(found == null ? "answered" : "400 input \"x\": " + found);
    }

    @Test
    void sizes_thatAreNotThoseOfTheBody_areRefused() {
        byte[] longer = Arrays.copyOf(one("FP64", OipBody.doubles(1)).bytes(), 200);
        String jsonLength = one("FP64", OipBody.doubles(1)).jsonLength();
        assertThat(identity.refusal(longer, jsonLength)).startsWith("400 the binary_data_size of all inputs together");
        byte[] shorter = Arrays.copyOf(longer, Integer.parseInt(jsonLength) + 7);
        assertThat(identity.refusal(shorter, jsonLength))
                .isEqualTo("400 input \"x\": binary_data_size must be within the body, found 8 of 7 bytes left");
        for (String size : new String[] {"-1", "1.5", "\"8\"", "9223372036854775808", "null"}) {
            OipBody body = new OipBody()
                    .input("x", "[1]", "FP64", "\"parameters\":{\"binary_data_size\":" + size + "}", new byte[8]);
            assertThat(identity.refusal(body.bytes(), body.jsonLength()))
                    .startsWith("400 \"binary_data_size\" of an input must be");
        }
        OipBody large = new OipBody()
                .input("x", "[1]", "FP64", "\"parameters\":{\"binary_data_size\":9223372036854775807}", new byte[8]);
        assertThat(identity.refusal(large.bytes(), large.jsonLength())).contains("must be within the body");
    }

    @Test
    void dataAndSizeTogether_orNeither_isRefused() {
        OipBody both = new OipBody()
                .input("x", "[1]", "FP64", "\"data\":[1],\"parameters\":{\"binary_data_size\":8}", new byte[8]);
        assertThat(identity.refusal(both.bytes(), both.jsonLength()))
                .isEqualTo("400 input \"x\": required either data or binary_data_size, found both");
        OipBody neither = new OipBody().input("x", "[1]", "FP64", "\"parameters\":{}", new byte[0]);
        assertThat(identity.refusal(neither.bytes(), neither.jsonLength()))
                .isEqualTo("400 input \"x\": required either data or binary_data_size, found neither");
        assertThat(identity.refusal(one("FP64", OipBody.doubles(1)).json(), null))
                .contains("must be within the body");
    }

    @Test
    void bytesThatAreNoElements_areRefused() {
        refused(kinds, "c", "BYTES", OipBody.bytes(8, b -> b.putInt(-1)), "four bytes of a length within the tensor");
        refused(kinds, "c", "BYTES", OipBody.bytes(8, b -> b.putInt(5)), "four bytes of a length within the tensor");
        refused(
                kinds,
                "c",
                "BYTES",
                OipBody.bytes(6, b -> b.putInt(2).put((byte) 0xC0).put((byte) 0x80)),
                "of UTF-8");
        refused(
                kinds,
                "c",
                "BYTES",
                OipBody.bytes(
                        7, b -> b.putInt(3).put((byte) 0xED).put((byte) 0xA0).put((byte) 0x80)),
                "of UTF-8");
        refused(kinds, "c", "BYTES", OipBody.bytes(5, b -> b.putInt(1).put((byte) 0xC3)), "of UTF-8");
        refused(kinds, "f", "BOOL", OipBody.flags(2), "a byte of 0 or 1");
        refused(kinds, "i", "INT64", OipBody.longs((1L << 53) + 1), "a whole number that fits it and a double exactly");
        refused(kinds, "i", "INT64", OipBody.longs(Long.MAX_VALUE), "a whole number that fits it and a double exactly");
        refused(kinds, "i", "UINT64", OipBody.longs(-1), "a whole number that fits it and a double exactly");
    }

    @Test
    void infinity_isAFaultOfItsRow() {
        OipBody body = new OipBody().raw("x", "[2]", "FP64", OipBody.doubles(1, Double.POSITIVE_INFINITY));
        String refusal = identity.refusal(body.bytes(), body.jsonLength());
        assertThat(refusal).startsWith("422 1 fault in 1 of 2 rows");
    }

    private static void refused(OipClient client, String name, String datatype, byte[] data, String required) {
        OipBody body = new OipBody().raw(name, "[1]", datatype, data);
        assertThat(client.refusal(body.bytes(), body.jsonLength()))
                .startsWith("400 input \"" + name + "\", element 0: required ")
                .contains(required);
    }

    private static int jsonLength(Answer answer) {
        assertThat(answer.headers()).containsOnlyKeys("Inference-Header-Content-Length");
        return Integer.parseInt(answer.headers().getOrDefault("Inference-Header-Content-Length", ""));
    }

    private static String json(Answer answer) {
        return new String(answer.body(), 0, jsonLength(answer), StandardCharsets.UTF_8);
    }

    private static ByteBuffer raw(Answer answer) {
        int start = jsonLength(answer);
        return ByteBuffer.wrap(answer.body(), start, answer.body().length - start)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer raw) {
        byte[] text = new byte[raw.getInt()];
        raw.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
