package io.github.predict4j.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesPrecisionTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void localSecond_randomTimes_areReadAndWritten(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long first = LocalDateTime.of(1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        long last = LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);
        for (int i = 0; i < 2000; i++) {
            LocalDateTime time = LocalDateTime.ofEpochSecond(random.nextLong(first, last + 1), 0, ZoneOffset.UTC);
            double second = Dates.localSecond(time);

            assertThat(second).isEqualTo((double) time.toEpochSecond(ZoneOffset.UTC));
            assertThat(Dates.localSecond(Dates.text(second))).isEqualTo(second);
            assertThat(Dates.epochSecond(Dates.text(second) + "+01:30")).isEqualTo(second - 5400);
        }
    }

    /** A double near the year 9999 keeps about 30 microseconds. */
    @ParameterizedTest
    @CsvSource({
        "2011-01-01T23:59:59.999999999, 2011-01-02T00:00:00",
        "9999-12-31T23:59:59.999999999, +10000-01-01T00:00:00",
        "0001-01-01T00:00:00.999999999, 0001-01-01T00:00:01"
    })
    void localSecond_lastNanosecond_isStillThatSecond(String text, LocalDateTime next) {
        double second = Dates.localSecond(text);
        double end = next.toEpochSecond(ZoneOffset.UTC);

        assertThat(second).isLessThan(end).isGreaterThan(end - 1);
        assertThat(Dates.localSecond(LocalDateTime.parse(text))).isEqualTo(second);
        assertThat(Dates.epochSecond(text + "Z")).isEqualTo(second);
        assertThat(Dates.epochSecond(Instant.parse(text + "Z"))).isEqualTo(second);
    }

    @ParameterizedTest
    @CsvSource({
        "2011-01-01T04:59:59.999999999Z, America/New_York, 2010-12-31",
        "2011-01-01T05:00:00Z, America/New_York, 2011-01-01",
        "2011-12-30T09:59:59.999999999Z, Pacific/Apia, 2011-12-29",
        "2011-12-30T10:00:00Z, Pacific/Apia, 2011-12-31",
        "2500-06-30T22:00:00Z, Europe/Paris, 2500-07-01"
    })
    void day_ofAnInstant_isThatOfTheZone(String instant, String zone, String day) {
        Field field = Field.date("d").zone(ZoneId.of(zone));

        assertThat(field.format(field.day(Dates.epochSecond(instant)))).isEqualTo(day);
    }

    @Test
    void day_outsideTheYears_isNone() {
        Field early = Field.date("d").zone(ZoneOffset.ofHours(-1));
        Field late = Field.date("d").zone(ZoneOffset.ofHours(1));

        assertThat(early.day(Dates.epochSecond("0001-01-01T00:59:59Z"))).isNaN();
        assertThat(late.day(Dates.epochSecond("9999-12-31T23:00:00Z"))).isNaN();
        assertThat(Field.date("d").day(0)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2011-01-01T24:00:00",
                "2011-01-01T23:59:60",
                "2011-01-01T23:60:00",
                "2011-01-01T00:00",
                "+12024-01-01T00:00:00",
                "-2024-01-01T00:00:00",
                "0000-12-31T00:00:00",
                "1900-02-29T00:00:00",
                "2011-01-01T00:00:00.",
                "2011-01-01T00:00:00.1234567890",
                "2011-01-01t00:00:00",
                "2011-01-01T00:00:00 ",
                "\u0662011-01-01T00:00:00",
                "2011-01-01",
                ""
            })
    void localSecond_noStrictDateTime_isNone(String text) {
        assertThat(Dates.localSecond(text)).isNaN();
        assertThat(Dates.epochSecond(text + "Z")).isNaN();
    }
}
