package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are: an answer that is JSON, or a refusal with a 4xx; and the next good body is answered. */
class JsonProtocolFuzzTest {
    private static final byte[] GOOD = Bundles.SETOSA.getBytes(StandardCharsets.UTF_8);
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"sepal_length\"",
        "\"petal_width\":",
        "1e400",
        "-0",
        "1E-400",
        "null",
        "true",
        "5.1",
        "99999999999999999999999999",
        "\\u0000",
        "\\ud83d",
        "\\ude00",
        "\u0000",
        "😀",
        "/",
        "\"a\":{",
        "NaN",
        " ",
        "\n"
    };

    private final ObjectMapper mapper = new ObjectMapper();
    private final ServedModel model = new ServedModel(Bundles.iris(), 1000, 1 << 20);
    private final JsonProtocol protocol = new JsonProtocol(AnswerField.all());

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answer_ofAnyBytes_isJsonOrRefusal(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            answerOrRefusal(i % 2 == 0 ? mutated(random) : assembled(random));
        }
        assertThat(new String(answer(GOOD), StandardCharsets.UTF_8)).contains("\"setosa\"");
    }

    private void answerOrRefusal(byte[] body) throws IOException {
        try {
            assertThat(mapper.readTree(answer(body))).isNotNull();
        } catch (RefusedException e) {
            assertThat(e.problem().status()).isBetween(400, 422);
            assertThat(mapper.readTree(e.problem().toJson("/v1/predict"))
                            .get("detail")
                            .asText())
                    .isNotEmpty();
        }
    }

    private byte[] answer(byte[] body) throws RefusedException {
        return protocol.answer(model, new Request(Heads.NONE, body, body.length))
                .body();
    }

    private static byte[] mutated(SplittableRandom random) {
        byte[] body = ("[" + Bundles.SETOSA + "," + Bundles.VIRGINICA + "]").getBytes(StandardCharsets.UTF_8);
        for (int n = random.nextInt(1, 6); n > 0; n--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
    }

    private static byte[] assembled(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(1, 30); n > 0; n--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
