package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes: an answer whose tensors have the elements that their shapes say, or a refusal with a 4xx; and memory
 * in proportion. {@code docs/fuzzing.md} says how to look for more; here the seeds and what was found are run again.
 */
class OipFuzzTest {
    private static final List<OipClient> CLIENTS = Stream.of(
                    OipClient.kinds(), Bundles.iris(), OipClient.identity(), Bundles.tolerant(), OipClient.lenient())
            .map(OipClient::new)
            .toList();

    private static Stream<OipBody> bodies() {
        return Stream.of(
                new OipBody()
                        .json("n", "[2]", "FP32", "[0.5,null]")
                        .json("i", "[2,1]", "UINT64", "[[255],[0]]")
                        .json("f", "[2]", "BOOL", "[true,false]")
                        .json("c", "[2]", "BYTES", "[\"r\\u00f6d\",\"blue\"]")
                        .json("d", "[2]", "BYTES", "[\"1970-01-02\",\"1970-01-11\"]")
                        .json("t", "[2]", "BYTES", "[\"1970-01-01T00:00:03Z\",null]")
                        .with(
                                "\"id\":\"7\",\"outputs\":[{\"name\":\"predict\",\"parameters\":{\"binary_data\":true}}]"),
                new OipBody()
                        .raw("n", "[2]", "FP64", OipBody.doubles(0.5, Double.NaN))
                        .raw("i", "[2]", "UINT8", OipBody.flags(255, 0))
                        .raw("f", "[2]", "BOOL", OipBody.flags(1, 0))
                        .raw("c", "[2]", "BYTES", OipBody.texts("röd", "blue"))
                        .raw("d", "[2]", "BYTES", OipBody.texts("1970-01-02", "1970-01-11"))
                        .raw("t", "[2]", "BYTES", OipBody.texts("1970-01-01T00:00:03Z", "")),
                new OipBody()
                        .raw("m", "[2,4]", "FP64", OipBody.doubles(5.1, 3.5, 1.4, 0.2, 5.9, 3, 5.1, 1.8))
                        .with("\"parameters\":{\"binary_data_output\":true,\"timeout\":5}"),
                new OipBody().json("m", "[2,4]", "FP64", "[[5.1,3.5,1.4,0.2],[5.9,3,5.1,1.8]]"),
                new OipBody().raw("x", "[3]", "FP16", new byte[] {0, 60, 1, 0, (byte) 255, 127}),
                new OipBody().raw("x", "[1]", "INT64", OipBody.longs(Long.MAX_VALUE)),
                new OipBody().json("x", "[1000000]", "FP64", "[1]"),
                new OipBody().json("x", "[]", "INT8", "[-128]"));
    }

    static Stream<byte[]> json() {
        return bodies().map(body -> with(0, body.json()));
    }

    static Stream<byte[]> raw() {
        return bodies().flatMap(body -> Stream.of(0, 1, 2, 3, 4)
                .map(model -> with(
                        model,
                        ByteBuffer.allocate(2 + body.bytes().length)
                                .putShort((short) body.json().length)
                                .put(body.bytes())
                                .array())));
    }

    /** A body behind the number of the model that is asked. */
    private static byte[] with(int model, byte[] body) {
        return ByteBuffer.allocate(1 + body.length).put((byte) model).put(body).array();
    }

    @MethodSource("json")
    @FuzzTest(maxDuration = "10m")
    void json(byte[] bytes) throws IOException {
        if (bytes != null && bytes.length > 0) {
            bounded(bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length), null);
        }
    }

    @MethodSource("raw")
    @FuzzTest(maxDuration = "10m")
    void raw(byte[] bytes) throws IOException {
        if (bytes != null && bytes.length > 2) {
            int jsonLength = ByteBuffer.wrap(bytes).getShort(1);
            bounded(bytes[0], Arrays.copyOfRange(bytes, 3, bytes.length), Integer.toString(jsonLength));
        }
    }

    private static void bounded(int model, byte[] body, @Nullable String jsonLength) throws IOException {
        OipClient client = CLIENTS.get(Math.floorMod(model, CLIENTS.size()));
        Optional<Answer> answer = Fuzzed.ask(64L * body.length + (2 << 20), () -> client.ask(body, jsonLength));
        if (answer.isPresent()) {
            check(answer.get());
        }
    }

    private static void check(Answer answer) throws IOException {
        String header = answer.headers().getOrDefault(Oip.JSON_LENGTH, Integer.toString(answer.body().length));
        int jsonLength = Integer.parseInt(header);
        JsonNode json = Fuzzed.json(Arrays.copyOf(answer.body(), jsonLength));
        int raw = 0;
        for (JsonNode output : json.get("outputs")) {
            int elements = output.at("/shape/0").asInt() * output.at("/shape/1").asInt();
            JsonNode size = output.at("/parameters/binary_data_size");
            raw += size.asInt(0);
            assertThat(output.has("data")).isEqualTo(size.isMissingNode());
            assertThat(size.isMissingNode() ? output.get("data").size() : elements)
                    .isEqualTo(elements);
        }
        assertThat(answer.body()).hasSize(jsonLength + raw);
    }
}
