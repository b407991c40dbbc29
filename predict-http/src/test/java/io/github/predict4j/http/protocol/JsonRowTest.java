package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.predict4j.http.Bundles;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowTest {
    private final ServedModel iris = new ServedModel(Bundles.iris(), 100, 1 << 20);

    private String answer(String body) throws RefusedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Request request = new Request(Heads.NONE, bytes, bytes.length);
        return new String(new JsonProtocol().answer(iris, request).body(), StandardCharsets.UTF_8);
    }

    private Problem refusal(String body) {
        return catchThrowableOfType(RefusedException.class, () -> answer(body)).problem();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}",
                "{\"petal_width\":0.2,\"petal_length\":1.4,\"sepal_width\":3.5,\"sepal_length\":5.1}",
                "{\"sepal_width\":3.5,\"sepal_length\":5.1,\"petal_width\":0.2,\"petal_length\":1.4}",
                " { \"sepal_length\" : 5.1 ,\n\"sepal_width\": 3.5,\t\"petal_length\":1.4, \"petal_width\" :0.2 } ",
                "{\"sepal_length\":5.1,\"\\u0073epal_width\":3.5,\"petal_\\u006cength\":1.4,\"petal_width\":0.2}"
            })
    void names_inAnyOrderAndSpelling_giveOneAnswer(String row) throws Exception {
        String expected = answer(Bundles.SETOSA);
        assertThat(answer(row)).isEqualTo(expected);
        assertThat(answer("[" + row + "," + row + "]")).isEqualTo("[" + expected + "," + expected + "]");
    }

    @Test
    void names_unknownOrTwice_areFaults() {
        String unknown = "{\"sepal_length\":5.1,\"sepal_lengthy\":1,\"sepal_width\":3.5,\"petal_length\":1.4,"
                + "\"petal_width\":0.2}";
        assertThat(refusal(unknown).faults()).extracting(Fault::code).containsExactly("unknown_field");
        String twice = Bundles.SETOSA.replace("}", ",\"sepal_length\":5.1}");
        assertThat(refusal(twice).faults()).extracting(Fault::code).containsExactly("duplicate_field");
        assertThat(refusal("[" + Bundles.SETOSA + "," + twice + "]").faults())
                .extracting(Fault::pointer)
                .containsExactly("/1/sepal_length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s,{}]", "[%s,", "%s x", "{\"a\":%s,\"a\":%s}", "{\"a\":%s"})
    void answerBrokenOff_leavesNothingToTheNextOne(String body) throws Exception {
        String expected = answer(Bundles.SETOSA);
        assertThat(refusal(body.replace("%s", Bundles.SETOSA)).status()).isBetween(400, 422);
        assertThat(answer(Bundles.SETOSA)).isEqualTo(expected);
    }
}
