package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.http.Bundles;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Work on many rows lets others have their turn after each 64 of them, whatever the protocol. */
class LongWorkTest {
    private static final int ROWS = 200;
    private static final String ARRAYS = rows("[5.1,3.5,1.4,0.2]");
    private static final String OBJECTS = rows(Bundles.SETOSA);

    private final ServedModel model = new ServedModel(Bundles.iris(), 1000, 1 << 20);
    private final Counting head = new Counting();

    /** Counts the turns. */
    private static final class Counting implements RequestHead {
        private int turns;

        @Override
        public String path() {
            return "/test";
        }

        @Override
        public @Nullable String header(String name) {
            return name.equals("Content-Type") ? "application/x-ndjson" : null;
        }

        @Override
        public void betweenPieces() {
            turns++;
        }
    }

    private static String rows(String row) {
        return "[" + String.join(",", Collections.nCopies(ROWS, row)) + "]";
    }

    static Stream<Arguments> protocols() {
        OipBody columns = new OipBody();
        for (String name : new String[] {"sepal_length", "sepal_width", "petal_length", "petal_width"}) {
            columns.json(name, "[" + ROWS + "]", "FP64", rows("1"));
        }
        return Stream.of(
                Arguments.of("own", new JsonProtocol(), OBJECTS),
                Arguments.of("V1", RowsProtocol.v1(), "{\"instances\":" + ARRAYS + "}"),
                Arguments.of("invocations", RowsProtocol.invocations(), "{\"instances\":" + OBJECTS + "}"),
                Arguments.of(
                        "V2",
                        new OipProtocol(1 << 20, new OipStatistics(() -> 0, () -> 0)),
                        new String(columns.json(), StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("protocols")
    void manyRows_threeTurns(String name, Protocol protocol, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThat(protocol.answer(model, new Request(head, bytes, bytes.length))
                        .status())
                .isEqualTo(200);
        assertThat(head.turns).isEqualTo(ROWS / 64);
    }

    @Test
    void stream_threeTurns() throws Exception {
        byte[] lines = (Bundles.SETOSA + "\n").repeat(ROWS).getBytes(StandardCharsets.UTF_8);
        new StreamedRows().answer(model, head, new ByteArrayInputStream(lines), OutputStream.nullOutputStream());
        assertThat(head.turns).isEqualTo(ROWS / 64);
    }

    @Test
    void badRows_threeTurns() {
        byte[] bytes = rows("{}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new JsonProtocol().answer(model, new Request(head, bytes, bytes.length)))
                .isInstanceOf(RefusedException.class);
        assertThat(head.turns).isEqualTo(ROWS / 64);
    }

    @Test
    void oneRow_noTurn() throws Exception {
        byte[] row = Bundles.SETOSA.getBytes(StandardCharsets.UTF_8);
        new JsonProtocol().answer(model, new Request(head, row, row.length));
        assertThat(head.turns).isZero();
    }
}
