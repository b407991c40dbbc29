package io.github.predict4j.schema;

import static io.github.predict4j.schema.Violation.Reason.DUPLICATE_FIELD;
import static io.github.predict4j.schema.Violation.Reason.INVALID;
import static io.github.predict4j.schema.Violation.Reason.MISSING;
import static io.github.predict4j.schema.Violation.Reason.UNKNOWN_FIELD;
import static io.github.predict4j.schema.Violation.Reason.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.CharBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {
    private static final double MAX_EXACT = 9007199254740992.0;
    private static final Schema SCHEMA = Schema.of(
            Field.number("number").optional(),
            Field.integer("integer").optional(),
            Field.bool("bool").optional(),
            Field.category("category").oneOf("b", "a", "\uE000", "\uD83D\uDE00").optional(),
            Field.date("date").optional());

    private final Row row = row(SCHEMA);

    private static Row row(Schema schema) {
        return new Row(schema, List.of(), null);
    }

    private static Row row(Field... fields) {
        return row(Schema.of(fields));
    }

    /** The faults after the fields' policies, as a pipeline without steps sees them; no unseen category passes. */
    private static List<Violation> faults(Row row) {
        row.admit(new boolean[row.schema().size()]);
        return row.violations();
    }

    private static List<String> messages(Row row) {
        return faults(row).stream().map(Violation::message).toList();
    }

    private double value(String field) {
        assertThat(faults(row)).isEmpty();
        return row.cell(SCHEMA.indexOf(field));
    }

    private void assertInvalid(String field, String found) {
        assertThat(faults(row))
                .containsExactly(
                        new Violation(0, field, INVALID, SCHEMA.field(field).required(), found));
        assertThat(row.cell(SCHEMA.indexOf(field))).isNaN();
    }

    /** What a setter takes, the setter, its value as a message shows it, and the fields that take it. */
    private record Setter(String of, BiConsumer<Row, String> set, String found, List<String> takers) {
        @Override
        public String toString() {
            return of;
        }
    }

    static List<Setter> setters() {
        return List.of(
                new Setter("double", (r, f) -> r.set(f, 1.0), "1.0", List.of("number", "integer")),
                new Setter("long", (r, f) -> r.set(f, 1L), "1", List.of("number", "integer")),
                new Setter("boolean", (r, f) -> r.set(f, true), "true", List.of("bool")),
                new Setter("text of a category", (r, f) -> r.set(f, "b"), "\"b\"", List.of("category")),
                new Setter("text of a date", (r, f) -> r.set(f, "1970-01-02"), "\"1970-01-02\"", List.of("date")),
                new Setter(
                        "LocalDate", (r, f) -> r.set(f, LocalDate.of(1970, 1, 2)), "\"1970-01-02\"", List.of("date")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("setters")
    void set_everyType_acceptedOrInvalid(Setter setter) {
        for (Field field : SCHEMA.fields()) {
            row.clear();
            setter.set.accept(row, field.name());
            if (setter.takers.contains(field.name())) {
                assertThat(value(field.name())).isEqualTo(1);
            } else if (field.type() == FieldType.CATEGORY && setter.of.startsWith("text")) {
                assertThat(faults(row)).extracting(Violation::reason).containsExactly(UNSEEN);
            } else {
                assertInvalid(field.name(), setter.found);
            }
        }
    }

    @Test
    void set_textForNumber_isNotParsed() {
        row.set("number", "5");
        assertInvalid("number", "\"5\"");
    }

    @Test
    void set_oneForBoolean_isNotTrue() {
        row.set("bool", 1L);
        assertInvalid("bool", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "integer"})
    void set_nan_isMissing(String field) {
        assertThat(value(field, r -> r.set(field, Double.NaN))).isNaN();
        Row required = row(Field.number("number"), Field.integer("integer").optional());
        assertThat(faults(required.set("number", Double.NaN)))
                .extracting(Violation::reason)
                .containsExactly(MISSING);
    }

    private double value(String field, Consumer<Row> set) {
        set.accept(row.clear());
        return value(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "integer"})
    void set_infinity_isInvalid(String field) {
        row.set(field, Double.POSITIVE_INFINITY);
        assertInvalid(field, "Infinity");
        row.clear().set(field, Double.NEGATIVE_INFINITY);
        assertInvalid(field, "-Infinity");
    }

    @Test
    void set_extremeNumbers_areThemselves() {
        for (double value : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e300}) {
            assertThat(value("number", r -> r.set("number", value))).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {9007199254740993L, -9007199254740993L, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1})
    void set_longThatNoDoubleHolds_isInvalid(long value) {
        for (String field : List.of("number", "integer")) {
            row.clear().set(field, value);
            assertInvalid(field, Long.toString(value));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9007199254740994L, 1L << 62, Long.MIN_VALUE})
    void set_exactLongBeyondTwoTo53_onlyForNumber(long value) {
        assertThat(value("number", r -> r.set("number", value))).isEqualTo((double) value);
        row.clear().set("integer", value);
        assertInvalid("integer", Long.toString(value));
    }

    @Test
    void set_integralDouble_isAnInteger() {
        assertThat(value("integer", r -> r.set("integer", 7.0))).isEqualTo(7);
        assertThat(value("integer", r -> r.set("integer", -MAX_EXACT))).isEqualTo(-MAX_EXACT);
        row.clear().set("integer", 1.5);
        assertInvalid("integer", "1.5");
        row.clear().set("integer", MAX_EXACT + 2);
        assertInvalid("integer", "9.007199254740994E15");
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01,0", "2000-02-29,11016", "0001-01-01,-719162", "9999-12-31,2932896", "1969-12-31,-1"})
    void set_date_isItsEpochDay(String text, double day) {
        assertThat(value("date", r -> r.set("date", text))).isEqualTo(day);
        assertThat(value("date", r -> r.set("date", CharBuffer.wrap(text)))).isEqualTo(day);
        assertThat(value("date", r -> r.set("date", LocalDate.parse(text)))).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001-02-29", "1900-02-29", "2001-13-01", "2001-00-01", "2001-01-00", "2001-04-31", "0000-01-01",
                "2001-1-01", "2001/01/01", "20010101", " 2001-01-01", "2001-01-01 ", "2001-01-01T00:00", "+001-01-01",
                "-001-01-01", "10000-01-01", "２001-01-01", "2001-01-0x", ""
            })
    void set_noStrictDate_isInvalid(String text) {
        row.set("date", text);
        assertInvalid("date", '"' + text + '"');
    }

    @Test
    void set_localDateOutsideTheYears_isInvalid() {
        row.set("date", LocalDate.of(0, 12, 31));
        assertThat(faults(row)).extracting(Violation::reason).containsExactly(INVALID);
        row.clear().set("date", LocalDate.of(10000, 1, 1));
        assertThat(faults(row)).extracting(Violation::reason).containsExactly(INVALID);
        assertThat(value("date", r -> r.set("date", LocalDate.of(9999, 12, 31))))
                .isEqualTo(2932896);
    }

    @Test
    void set_category_isItsPlaceByCodePoint() {
        assertThat(value("category", r -> r.set("category", "a"))).isZero();
        assertThat(value("category", r -> r.set("category", CharBuffer.wrap("b"))))
                .isEqualTo(1);
        assertThat(value("category", r -> r.set("category", "\uE000"))).isEqualTo(2);
        assertThat(value("category", r -> r.set("category", "\uD83D\uDE00"))).isEqualTo(3);
    }

    @Test
    void set_unseenCategory_refusedUnlessTreated() {
        row.set("category", "A");
        row.admit(new boolean[] {false, false, false, true, false});
        assertThat(row.violations()).isEmpty();
        assertThat(row.cell(3)).isEqualTo(-1);
        assertThat(faults(row))
                .containsExactly(new Violation(0, "category", UNSEEN, "one of a, b, \uE000, \uD83D\uDE00", "\"A\""));
        assertThat(row.cell(3)).isNaN();
    }

    @Test
    void set_null_isMissing() {
        assertThat(value("category", r -> r.set("category", (String) null))).isNaN();
        assertThat(value("date", r -> r.set("date", (LocalDate) null))).isNaN();
        assertThat(value("number", r -> r.set("number", (CharSequence) null))).isNaN();
        assertThat(row.isSet(0)).isTrue();
        assertThat(row.isSet(1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "5,5",
        "-5,-5",
        "+1,1",
        "1.5,1.5",
        "1e3,1000",
        "1E-2,0.01",
        ".5,0.5",
        "5.,5",
        "007,7",
        "4.9e-324,4.9e-324",
        "1e-400,0",
        "9007199254740993,9007199254740992"
    })
    void parse_decimal_isTheNearestNumber(String text, double expected) {
        assertThat(value("number", r -> r.parse("number", text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "0x1p3",
                "1d",
                "1f",
                " 1",
                "1 ",
                "\t1",
                "1e400",
                "-1e400",
                "1,5",
                "1_000",
                "--1",
                "1e",
                "e1",
                ".",
                "+",
                "null",
                "true",
                "１"
            })
    void parse_noDecimal_isInvalid(String text) {
        for (String field : List.of("number", "integer")) {
            row.clear().parse(field, text);
            assertInvalid(field, '"' + text + '"');
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.5", "9007199254740993", "0.99999999999999999999", "1e-400", "1e16", "0.1", "0e99999999999"})
    void parse_noWholeNumber_isNoInteger(String text) {
        row.parse("integer", text);
        assertThat(faults(row)).extracting(Violation::reason).containsExactly(INVALID);
    }

    @ParameterizedTest
    @CsvSource({"5,5", "-5,-5", "1.0,1", "1e3,1000", "9007199254740992,9007199254740992", "0e5,0", "100e-2,1"})
    void parse_wholeNumber_isAnInteger(String text, double expected) {
        assertThat(value("integer", r -> r.parse("integer", text))).isEqualTo(expected);
    }

    @Test
    void parse_manyDigits_isInvalidFrom129On() {
        assertThat(value("number", r -> r.parse("number", "0".repeat(127) + "1")))
                .isEqualTo(1);
        row.clear().parse("number", "1".repeat(200));
        assertInvalid("number", "\"" + "1".repeat(62) + "…");
    }

    @Test
    void parse_emptyText_isMissing() {
        for (Field field : SCHEMA.fields()) {
            assertThat(value(field.name(), r -> r.parse(field.name(), ""))).isNaN();
        }
    }

    @Test
    void parse_otherTypes_asTheyAreWritten() {
        assertThat(value("bool", r -> r.parse("bool", "true"))).isEqualTo(1);
        assertThat(value("bool", r -> r.parse("bool", CharBuffer.wrap("false"))))
                .isZero();
        assertThat(value("category", r -> r.parse("category", "b"))).isEqualTo(1);
        assertThat(value("date", r -> r.parse("date", "1970-01-02"))).isEqualTo(1);
        for (String text : List.of("TRUE", "1", "yes", " true")) {
            row.clear().parse("bool", text);
            assertInvalid("bool", '"' + text + '"');
        }
    }

    @Test
    void set_outsideTheAllowedRange_isInvalid() {
        Row bounded = row(Field.number("x").range(0, 30), Field.date("d").range(0, 1));
        assertThat(faults(bounded.set("x", 0L).set("d", "1970-01-02"))).isEmpty();
        assertThat(faults(bounded.set("x", 30.0))).isEmpty();
        assertThat(messages(bounded.set("x", 30.5).set("d", LocalDate.of(1970, 1, 3))))
                .containsExactly(
                        "field \"x\": required a finite number in [0.0, 30.0], found 30.5",
                        "field \"d\": required a date as yyyy-mm-dd (years 0001 to 9999) in [1970-01-01, 1970-01-02],"
                                + " found \"1970-01-03\"");
    }

    @Test
    void set_again_replacesValueAndFaults() {
        row.set("number", "x").set("number", 3.0);
        assertThat(value("number")).isEqualTo(3);
        row.set("category", "unseen").set("category", "a");
        assertThat(value("category")).isZero();
        row.set("number", "x").set("number", "y");
        assertInvalid("number", "\"y\"");
        row.missing("number");
        assertThat(value("number")).isNaN();
    }

    @Test
    void set_againWithNameLongerThanAQuote_replacesFaults() {
        String name = "n".repeat(100);
        Row wide = row(Field.number(name));
        assertThat(faults(wide.set(name, "x").set(name, 1.0))).isEmpty();
    }

    @Test
    void clear_faultyRow_forgetsEverything() {
        row.set("number", "x").set("nubmer", 1.0).set("category", "unseen");
        assertThat(faults(row)).hasSize(3);
        row.clear();
        assertThat(faults(row)).isEmpty();
        assertThat(row.isSet(0)).isFalse();
        assertThat(row.cell(3)).isNaN();
    }

    @Test
    void duplicate_anyField_isAFaultUntilCleared() {
        row.set("number", 1.0).duplicate("number").duplicate("number");
        assertThat(faults(row)).containsExactly(new Violation(0, "number", DUPLICATE_FIELD, "one value", "two"));
        assertThat(faults(row.set("number", 1.0))).hasSize(1);
        assertThat(faults(row.clear().set("number", 1.0))).isEmpty();
    }

    @Test
    void set_unknownField_refusedWithHint() {
        row.set("nubmer", 1.0);
        assertThat(faults(row))
                .containsExactly(new Violation(
                        0,
                        "nubmer",
                        UNKNOWN_FIELD,
                        "a field of the schema (did you mean \"number\"?)",
                        "an unknown field"));
    }

    @Test
    void set_unknownFieldFarFromAll_refusedWithoutHint() {
        row.parse("something else", "1").missing("Z".repeat(1000));
        assertThat(faults(row)).extracting(Violation::required).containsOnly("a field of the schema");
        assertThat(faults(row)).extracting(v -> v.field().length()).containsExactly(14, 64);
    }

    @Test
    void set_unknownFieldWithExtraIgnore_isPassedOver() {
        Row tolerant = row(SCHEMA.extra(Extra.IGNORE));
        assertThat(faults(tolerant.set("nubmer", 1.0).set("other", true).missing("more")))
                .isEmpty();
    }

    @Test
    void invalid_asMissing_goesOnWithAWarning() {
        Row lenient = row(Field.number("x").invalid(Invalid.AS_MISSING).optional());
        assertThat(faults(lenient.set("x", "five"))).isEmpty();
        assertThat(lenient.cell(0)).isNaN();
        assertThat(lenient.warnings()).containsExactly(new Warning("x", Warning.Code.INVALID_AS_MISSING));
        assertThat(faults(lenient.set("x", 5.0))).isEmpty();
        assertThat(lenient.warnings()).isEmpty();
    }

    @Test
    void invalid_asMissingInARequiredField_isMissing() {
        Row lenient = row(Field.number("x").invalid(Invalid.AS_MISSING));
        assertThat(faults(lenient.set("x", "five")))
                .containsExactly(new Violation(0, "x", MISSING, "a finite number", ""));
    }

    @Test
    void invalid_reasonOfTheCaller_isQuoted() {
        row.invalid("bool", "an object");
        assertInvalid("bool", "an object");
    }

    @Test
    void violations_severalFaults_allAtOnceInSchemaOrderUnknownLast() {
        Row strict = row(Field.number("a"), Field.bool("b"), Field.category("c").oneOf("x"), Field.date("d"));
        strict.set("other", 1.0).set("d", "no date").set("c", "y").set("a", "text");
        assertThat(messages(strict))
                .containsExactly(
                        "field \"a\": required a finite number, found \"text\"",
                        "field \"b\": required true or false, found nothing",
                        "field \"c\": required one of x, found \"y\"",
                        "field \"d\": required a date as yyyy-mm-dd (years 0001 to 9999), found \"no date\"",
                        "field \"other\": required a field of the schema, found an unknown field");
    }

    @Test
    void violations_tooMany_cutButNoneForgotten() {
        Field[] many =
                IntStream.range(0, 150).mapToObj(i -> Field.number("f" + i)).toArray(Field[]::new);
        Row wide = row(many);
        IntStream.range(0, 150).forEach(i -> wide.set(i, "x").set("unknown" + i, 1.0));
        assertThat(faults(wide)).hasSize(Row.MAX_VIOLATIONS).allMatch(v -> v.reason() == INVALID);
        IntStream.range(0, 149).forEach(i -> wide.set(i, 1.0));
        assertThat(faults(wide)).hasSize(Row.MAX_VIOLATIONS);
        assertThat(faults(wide).get(0)).isEqualTo(new Violation(0, "f149", INVALID, "a finite number", "\"x\""));
        assertThat(faults(wide).get(99).field()).isEqualTo("unknown98");
    }

    @Test
    void found_longText_cutAt64AndNeverInsideACharacter() {
        String face = "\uD83D\uDE00";
        row.set("number", "x".repeat(62));
        assertInvalid("number", '"' + "x".repeat(62) + '"');
        row.set("number", "x".repeat(63));
        assertInvalid("number", '"' + "x".repeat(62) + "…");
        row.set("number", "x".repeat(61) + face + "xxx"); // the pair would be cut in two
        assertInvalid("number", '"' + "x".repeat(61) + "…");
        row.set("number", "x".repeat(60) + face + "xxx");
        assertInvalid("number", '"' + "x".repeat(60) + face + "…");
    }

    @Test
    void found_megabytesOfText_cut() {
        row.set("category", "x".repeat(10_000_000));
        assertThat(faults(row).get(0).found()).hasSize(64);
    }

    @Test
    void admit_twice_givesTheSame() {
        Row strict = row(Field.number("a"), Field.category("c").oneOf("x"), Field.number("e"));
        strict.set("a", "text").set("c", "y");
        List<Violation> first = faults(strict);
        assertThat(first).hasSize(3);
        assertThat(faults(strict)).isEqualTo(first);
    }

    @Test
    void warnings_ofSteps_forgottenAtTheNextScoring() {
        Row warned = new Row(SCHEMA, List.of("number_scaled"), null);
        warned.warn(0, Warning.Code.OUT_OF_RANGE);
        warned.warn(5, Warning.Code.UNSEEN_CATEGORY);
        warned.warn(0, Warning.Code.MISSING_IMPUTED);
        assertThat(warned.warnings())
                .containsExactly(
                        new Warning("number", Warning.Code.OUT_OF_RANGE),
                        new Warning("number", Warning.Code.MISSING_IMPUTED),
                        new Warning("number_scaled", Warning.Code.UNSEEN_CATEGORY));
        assertThat(faults(warned)).isEmpty();
        assertThat(warned.warnings()).isEmpty();
    }

    @Test
    void row_ofIncompleteSchema_refused() {
        assertThatThrownBy(() -> row(Field.category("c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have its dictionary");
    }

    @Test
    void exception_ofABatch_namesRowsAndCountsTheRest() {
        Violation fault = new Violation(0, "x", INVALID, "a finite number", "true");
        InvalidRowException single = new InvalidRowException(List.of(fault));
        assertThat(single)
                .hasMessage("field \"x\": required a finite number, found true (docs/troubleshooting.md#invalid-row)");
        List<Violation> many = IntStream.range(0, 12).mapToObj(fault::inRow).toList();
        InvalidRowException batch = new InvalidRowException(many);
        assertThat(batch.getMessage()).startsWith("row 0, field \"x\"").contains("; and 2 more (docs/");
        assertThat(batch.violations()).isEqualTo(many);
        assertThatThrownBy(() -> new InvalidRowException(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
