package io.github.predict4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates and times at the door of a row: what is read, and that nothing else is. */
class DatesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Schema SCHEMA = Schema.of(
                    Field.date("day"),
                    Field.date("day_there").zone(NEW_YORK),
                    Field.localDateTime("local"),
                    Field.instant("instant", NEW_YORK))
            .extra(Extra.REJECT);

    private final Row row = new Row(SCHEMA, List.of(), null);

    @ParameterizedTest
    @CsvSource({
        "2011-01-01T00:00:00Z, 1293840000",
        "2011-01-01T00:00:00.000Z, 1293840000",
        "2011-01-01T01:30:00+01:30, 1293840000",
        "2010-12-31T19:00:00-05:00, 1293840000",
        "1970-01-01T00:00:00.5Z, 0.5",
        "1969-12-31T23:59:59.25Z, -0.75",
        "0001-01-01T00:00:00Z, -62135596800",
        "9999-12-31T23:59:59Z, 253402300799"
    })
    void instant_inItsForm_isItsEpochSecond(String text, double second) {
        row.set("instant", text);
        assertThat(row.cell(3)).isEqualTo(second);
        assertThat(row.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2011-01-01T00:00Z",
                "2011-01-01",
                "2011-01-01T00:00:00",
                "2011-01-01T24:00:00Z",
                "2011-01-01T23:59:60Z",
                "2011-02-29T00:00:00Z",
                "+12024-01-01T00:00:00Z",
                "2011-01-01T00:00:00z",
                "2011-01-01t00:00:00Z",
                "2011-01-01 00:00:00Z",
                "2011-01-01T00:00:00.Z",
                "2011-01-01T00:00:00.1234567890Z",
                "2011-01-01T00:00:00+0100",
                "2011-01-01T00:00:00+18:01",
                "2011-01-01T00:00:00+01:60",
                "2011-01-01T00:00:00ZZ",
                "2011-01-01T00:00:00Z ",
                "0000-12-31T00:00:00Z",
                "0001-01-01T00:00:00+01:00",
                "2011-01-01T0١:00:00Z"
            })
    void instant_inAnyOtherForm_isRefused(String text) {
        row.set("instant", text);
        assertThat(row.violations())
                .singleElement()
                .extracting(Violation::field, Violation::reason)
                .containsExactly("instant", Violation.Reason.INVALID);
    }

    @Test
    void localDateTime_takesNoOffset() {
        row.set("local", "2024-03-31T02:30:00");
        assertThat(row.cell(2)).isEqualTo(1_711_852_200.0);
        row.set("local", "2024-03-31T02:30:00Z");
        assertThat(row.violations()).extracting(Violation::field).containsExactly("local");
        row.set("local", LocalDateTime.of(2024, 3, 31, 2, 30, 0, 500_000_000));
        assertThat(row.cell(2) - Math.floor(row.cell(2))).isEqualTo(0.5);
        assertThat(row.violations()).isEmpty();
    }

    @Test
    void date_withZone_takesAnInstant_andIsItsDayThere() {
        row.set("day_there", "2011-01-01T00:00:00.000Z");
        assertThat(SCHEMA.field("day_there").format(row.cell(1))).isEqualTo("2010-12-31");
        row.set("day_there", Instant.parse("2011-01-01T05:00:00Z"));
        assertThat(SCHEMA.field("day_there").format(row.cell(1))).isEqualTo("2011-01-01");
        row.set("day_there", "2011-01-02");
        assertThat(SCHEMA.field("day_there").format(row.cell(1))).isEqualTo("2011-01-02");
        assertThat(row.violations()).isEmpty();
    }

    @Test
    void date_withoutZone_takesNoInstant() {
        row.set("day", "2011-01-01T00:00:00.000Z");
        assertThat(row.violations()).extracting(Violation::field).containsExactly("day");
        row.set("day", Instant.EPOCH);
        assertThat(row.violations()).extracting(Violation::field).containsExactly("day");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void format_isReadBackToTheSameBits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000_000));
            row.set("instant", instant).set("local", LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
            double second = row.cell(3);
            assertThat(row.cell(2)).isEqualTo(second);
            row.clear()
                    .set("instant", SCHEMA.field("instant").format(second))
                    .set("local", SCHEMA.field("local").format(second));
            assertThat(row.cell(3)).isEqualTo(second);
            assertThat(row.cell(2)).isEqualTo(second);
        }
    }

    @Test
    void zone_ofWhatIsNoTime_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Field.number("x").zone(NEW_YORK))
                .withMessageContaining("only dates and times have a zone, found NUMBER");
    }
}
