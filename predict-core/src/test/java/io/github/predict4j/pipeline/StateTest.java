package io.github.predict4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.github.predict4j.schema.Missing;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {
    private static final State FULL = State.builder()
            .put("flag", true)
            .put("integer", 7L)
            .put("number", 1.5)
            .put("text", "abc")
            .put("choice", Missing.AS_IS)
            .put("bytes", new byte[] {1, 2})
            .put("ints", new int[] {-1, 2})
            .put("longs", new long[] {-1, 2})
            .put("numbers", new double[] {0.5, Double.NaN})
            .put("texts", List.of("a", "b"))
            .put("state", State.builder().put("inner", false).build())
            .putStates("states", List.of(State.builder().build()))
            .build();

    private static State read(String hex) {
        return State.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))), 100);
    }

    private static void assertRefused(String hex, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(hex)).withMessageContaining(message);
    }

    @Test
    void values_everyKind_readBack() {
        State state = State.read(ByteBuffer.wrap(FULL.toBytes()), 100);
        assertThat(state.flag("flag")).isTrue();
        assertThat(state.integer("integer")).isEqualTo(7);
        assertThat(state.integer("integer", 7, 7)).isEqualTo(7);
        assertThat(state.number("number")).isEqualTo(1.5);
        assertThat(state.text("text")).isEqualTo("abc");
        assertThat(state.choice("choice", Missing.class)).isEqualTo(Missing.AS_IS);
        assertThat(state.bytes("bytes")).containsExactly(1, 2);
        assertThat(state.ints("ints")).containsExactly(-1, 2);
        assertThat(state.longs("longs")).containsExactly(-1, 2);
        assertThat(state.numbers("numbers")).containsExactly(0.5, Double.NaN);
        assertThat(state.texts("texts")).containsExactly("a", "b");
        assertThat(state.state("state").flag("inner")).isFalse();
        assertThat(state.states("states")).containsExactly(State.builder().build());
        assertThat(state.optional("text", State::text)).isEqualTo("abc");
        assertThat(state.optional("absent", State::text)).isNull();
    }

    @Test
    void toBytes_smallState_isTheDocumentedForm() {
        State state = State.builder().put("b", 1.0).put("a", true).build();
        assertThat(HexFormat.of().formatHex(state.toBytes()))
                .isEqualTo("02000000" + "01000000" + "61" + "02" + "01000000" + "62" + "04" + "000000000000f03f");
    }

    @Test
    void toBytes_otherOrderOfPuts_sameBytes() {
        State ab = State.builder().put("\uFFFD", 1L).put("\uD83D\uDE00", 2L).build();
        State ba = State.builder().put("\uD83D\uDE00", 2L).put("\uFFFD", 1L).build();
        assertThat(ab.toBytes()).isEqualTo(ba.toBytes());
        assertThat(ab.keys()).containsExactly("\uFFFD", "\uD83D\uDE00"); // by code point, not by UTF-16 unit
    }

    @Test
    void toBytes_anyNaN_isTheOneNaN() {
        double other = Double.longBitsToDouble(0x7ff8000000000001L);
        assertThat(State.builder().put("x", other).build())
                .isEqualTo(State.builder().put("x", Double.NaN).build());
        assertThat(State.builder().put("x", 0.0).build())
                .isNotEqualTo(State.builder().put("x", -0.0).build());
    }

    @Test
    void equals_sameBitsOfAnotherKind_different() {
        assertThat(State.builder().put("x", 1L).build())
                .isNotEqualTo(State.builder().put("x", 1.0).build());
        assertThat(State.builder().put("x", new int[0]).build())
                .isNotEqualTo(State.builder().put("x", new long[0]).build());
    }

    @Test
    void read_bufferOfAnyOrderAndPosition_onlyTheRest() {
        byte[] bytes = FULL.toBytes();
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 3)
                .order(ByteOrder.BIG_ENDIAN)
                .position(3)
                .put(bytes);
        buffer.position(3);
        assertThat(State.read(buffer, 100)).isEqualTo(FULL);
        assertThat(buffer.position()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "flag,a boolean",
        "integer,an integer",
        "number,a number",
        "bytes,bytes",
        "ints,an array of 32-bit integers",
        "longs,an array of 64-bit integers",
        "numbers,an array of numbers",
        "texts,a list of texts",
        "state,a state",
        "states,a list of states"
    })
    void values_absentOrOfAnotherKind_refused(String key, String required) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FULL.text(key))
                .withMessageStartingWith("\"" + key + "\" must be a text, found ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(State.builder().put(key, "text").build(), key))
                .withMessage("\"" + key + "\" must be " + required + ", found string");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(State.builder().build(), key))
                .withMessage("\"" + key + "\" must be " + required + ", found nothing");
    }

    private static Object read(State state, String kind) {
        return switch (kind) {
            case "flag" -> state.flag(kind);
            case "integer" -> state.integer(kind);
            case "number" -> state.number(kind);
            case "bytes" -> state.bytes(kind);
            case "ints" -> state.ints(kind);
            case "longs" -> state.longs(kind);
            case "numbers" -> state.numbers(kind);
            case "texts" -> state.texts(kind);
            case "state" -> state.state(kind);
            default -> state.states(kind);
        };
    }

    @Test
    void checks_outsideTheBounds_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FULL.integer("integer", 0, 6))
                .withMessage("\"integer\" must be in [0, 6], found 7");
        assertThatIllegalArgumentException().isThrownBy(() -> FULL.finite("numbers", 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FULL.finite("numbers", 3))
                .withMessage("\"numbers\" must have 3 numbers, found 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FULL.choice("text", Missing.class))
                .withMessage("\"text\" must be one of [REJECT, AS_IS], found \"abc\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> State.builder().put("x", 1L).build().requireKeys(Set.of("y")))
                .withMessage("keys must be among [y], found \"x\"");
    }

    @Test
    void put_array_isCopiedBothWays() {
        double[] numbers = {1};
        State state = State.builder().put("x", numbers).build();
        numbers[0] = 2;
        state.numbers("x")[0] = 3;
        assertThat(state.numbers("x")).containsExactly(1);
    }

    @Test
    void put_twiceOrUnstorable_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> State.builder().put("x", 1L).put("x", 1L))
                .withMessage("key \"x\" must be put once, found it twice");
        assertThatIllegalArgumentException().isThrownBy(() -> State.builder().put("\uD800", 1L));
        assertThatIllegalArgumentException().isThrownBy(() -> State.builder().put("x", "a\uDC00"));
        assertThatIllegalArgumentException().isThrownBy(() -> State.builder().put("x", List.of("a", "\uD800")));
    }

    @Test
    void withoutAndPutAll_values_movedWhole() {
        State rest = FULL.without("flag").without("absent");
        assertThat(rest.has("flag")).isFalse();
        assertThat(State.builder().putAll(rest).put("flag", true).build()).isEqualTo(FULL);
    }

    @Test
    void read_keysUnsortedOrTwice_refused() {
        String a = "01000000 61 01";
        String b = "01000000 62 01";
        assertThat(read("02000000" + a + b).keys()).containsExactly("a", "b");
        assertRefused("02000000" + b + a, "required keys in ascending order, found \"a\" after \"b\"");
        assertRefused("02000000" + a + a, "required keys in ascending order, found \"a\" after \"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"010000000000f87f", "000000000000f8ff", "010000000000f07f", "ffffffffffffffff"})
    void read_otherNaN_refused(String bits) {
        assertThat(read("01000000 01000000 61 04 000000000000f87f").number("a")).isNaN();
        assertRefused("01000000 01000000 61 04" + bits, "the one NaN");
        assertRefused("01000000 01000000 61 09 01000000" + bits, "the one NaN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c080", "eda080", "e282", "f4908080", "ff", "c3"})
    void read_noUtf8_refused(String text) {
        String length = HexFormat.of().toHexDigits((byte) (text.length() / 2)) + "000000";
        assertRefused("01000000 01000000 61 05" + length + text, "UTF-8");
        assertRefused("01000000" + length + text + "01 00", "UTF-8");
    }

    @Test
    void read_unknownTagOrMoreBytes_refused() {
        assertRefused("01000000 01000000 61 00", "a tag from 1 to 12, found 0");
        assertRefused("01000000 01000000 61 0d", "a tag from 1 to 12, found 13");
        assertRefused("00000000 00", "required the end, found 1 more bytes");
        assertRefused("", "required 4 more bytes, found 0 bytes");
    }

    @Test
    void read_textLongerThanTheLimit_refused() {
        byte[] bytes = State.builder().put("x", "éé").build().toBytes();
        assertThat(State.read(ByteBuffer.wrap(bytes), 4).text("x")).isEqualTo("éé");
        assertThatExceptionOfType(StateLimitException.class)
                .isThrownBy(() -> State.read(ByteBuffer.wrap(bytes), 3))
                .withMessageContaining("3")
                .withMessageContaining("found 4");
    }

    @Test
    void depth_sixteen_isTheMostForBoth() {
        State sixteen = nested(16);
        assertThat(State.read(ByteBuffer.wrap(sixteen.toBytes()), 100)).isEqualTo(sixteen);
        assertThatIllegalArgumentException().isThrownBy(nested(17)::toBytes).withMessageContaining("16 levels");
        String open = "01000000 01000000 61 0b";
        assertRefused(open.repeat(15) + open + "00000000", "at most 16 levels");
        assertRefused(open.repeat(100_000), "at most 16 levels");
        assertRefused("01000000 01000000 61 0c 01000000".repeat(100), "at most 16 levels");
    }

    private static State nested(int levels) {
        State state = State.builder().build();
        for (int i = 1; i < levels; i++) {
            state = State.builder().put("a", state).build();
        }
        return state;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffff7f", "ffffffff", "00000080", "00000010"})
    void read_hostileCount_refusedWithoutAllocatingForIt(String count) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertRefused(count, "items of at least 5 bytes, found 0 bytes"); // also loads what messages need
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int tag = StateWriter.TEXT; tag <= StateWriter.STATES; tag++) {
            assertRefused("01000000 01000000 61" + HexFormat.of().toHexDigits((byte) tag) + count, "items of at least");
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
    }
}
