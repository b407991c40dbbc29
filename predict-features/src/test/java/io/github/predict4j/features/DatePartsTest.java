package io.github.predict4j.features;

import static io.github.predict4j.features.Features.dateParts;
import static io.github.predict4j.features.Features.dayOfYear;
import static io.github.predict4j.features.Fixture.apply;
import static io.github.predict4j.features.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatePartsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final DatePart[] TO_THE_SECOND = {
        DatePart.YEAR, DatePart.MONTH, DatePart.DAY, DatePart.HOUR, DatePart.MINUTE, DatePart.SECOND
    };

    private static FeaturePipeline fit(Field field, DateParts.Definition definition) {
        return Fixture.fit(Table.builder(Schema.of(field)).build(), definition);
    }

    private static double[] parts(FeaturePipeline pipeline, String text) {
        String field = pipeline.schema().names().get(0);
        return apply(pipeline, pipeline.newRow(null).parse(field, text));
    }

    private static double part(String date, DatePart part) {
        return parts(fit(Field.date("d"), dateParts("d", part)), date)[0];
    }

    @ParameterizedTest
    @CsvSource({
        "2011-01-01, 1, 0",
        "2020-12-31, 366, 365",
        "2020-02-29, 60, 59",
        "2024-12-31, 366, 365",
        "2018-12-31, 365, 364",
        "1900-03-01, 60, 59",
        "2000-03-01, 61, 60"
    })
    void dayOfYear_bothBases(String date, double oneBased, double zeroBased) {
        FeaturePipeline one = fit(Field.date("dteday"), dayOfYear("dteday"));
        FeaturePipeline zero = fit(Field.date("dteday"), dayOfYear("dteday").zeroBased());

        assertThat(one.features()).containsExactly("dteday_day_of_year");
        assertThat(parts(one, date)).containsExactly(oneBased);
        assertThat(parts(zero, date)).containsExactly(zeroBased);
    }

    @ParameterizedTest
    @CsvSource({"2011-01-01, 6, 5, 6", "2021-01-03, 7, 6, 0"})
    void dayOfWeek_threeConventions(String date, double iso, double monday, double sunday) {
        DateParts.Definition weekday = dateParts("d", DatePart.DAY_OF_WEEK);

        assertThat(parts(fit(Field.date("d"), weekday), date)).containsExactly(iso);
        assertThat(parts(fit(Field.date("d"), weekday.convention(DateParts.Convention.MONDAY_0)), date))
                .containsExactly(monday);
        assertThat(parts(fit(Field.date("d"), weekday.convention(DateParts.Convention.SUNDAY_0)), date))
                .containsExactly(sunday);
    }

    @ParameterizedTest
    @CsvSource({
        "2011-01-01, 2010, 52",
        "2021-01-03, 2020, 53",
        "2024-12-31, 2025, 1",
        "2018-12-31, 2019, 1",
        "2020-12-31, 2020, 53"
    })
    void isoWeek_aroundNewYear_isNoLocalesWeek(String date, double year, double week) {
        FeaturePipeline p = fit(Field.date("d"), dateParts("d", DatePart.ISO_WEEK_YEAR, DatePart.ISO_WEEK));

        assertThat(parts(p, date)).containsExactly(year, week);
    }

    @ParameterizedTest
    @CsvSource({"2011-01-01, 1, 1, 31, 0, 14975", "2024-12-31, 366, 4, 31, 1, 20088", "2018-12-31, 365, 4, 31, 0, 17896"
    })
    void apply_pandasExamples(String date, double day, double quarter, double days, double leap, double epoch) {
        FeaturePipeline p = fit(
                Field.date("d"),
                dateParts(
                        "d",
                        DatePart.DAY_OF_YEAR,
                        DatePart.QUARTER,
                        DatePart.DAYS_IN_MONTH,
                        DatePart.LEAP_YEAR,
                        DatePart.EPOCH_DAYS));

        assertThat(parts(p, date)).containsExactly(day, quarter, days, leap, epoch);
    }

    @Test
    void leapYear_ofCenturies() {
        assertThat(part("1900-06-01", DatePart.LEAP_YEAR)).isZero();
        assertThat(part("2000-06-01", DatePart.LEAP_YEAR)).isEqualTo(1);
        assertThat(part("2100-06-01", DatePart.LEAP_YEAR)).isZero();
    }

    @Test
    void apply_instant_isReadInItsZone() {
        DateParts.Definition parts = dateParts("t", DatePart.YEAR, DatePart.DAY_OF_YEAR, DatePart.HOUR);
        String newYear = "2011-01-01T00:00:00.000Z";

        assertThat(parts(fit(Field.instant("t", ZoneOffset.UTC), parts), newYear))
                .containsExactly(2011, 1, 0);
        assertThat(parts(fit(Field.instant("t", NEW_YORK), parts), newYear)).containsExactly(2010, 365, 19);
        assertThat(parts(fit(Field.instant("t", PARIS), parts), "2024-03-31T00:59:59Z"))
                .containsExactly(2024, 91, 1);
        assertThat(parts(fit(Field.instant("t", PARIS), parts), "2024-03-31T01:00:00Z"))
                .containsExactly(2024, 91, 3);
        assertThat(parts(fit(Field.instant("t", PARIS), parts), "2024-10-27T00:30:00Z"))
                .containsExactly(2024, 301, 2);
        assertThat(parts(fit(Field.instant("t", PARIS), parts), "2024-10-27T02:30:00+01:00"))
                .containsExactly(2024, 301, 2);
        assertThat(parts(fit(Field.instant("t", ZoneOffset.UTC), parts), "2011-01-01T23:59:59.999999999Z"))
                .containsExactly(2011, 1, 23);
    }

    @Test
    void apply_dateGivenAsAnInstant_isTheDayOfItsZone() {
        DateParts.Definition day = dayOfYear("d");

        assertThat(parts(fit(Field.date("d").zone(ZoneOffset.UTC), day), "2011-01-01T00:00:00.000Z"))
                .containsExactly(1);
        assertThat(parts(fit(Field.date("d").zone(NEW_YORK), day), "2011-01-01T00:00:00.000Z"))
                .containsExactly(365);
        assertThat(parts(fit(Field.date("d").zone(NEW_YORK), day), "2011-01-01"))
                .containsExactly(1);
    }

    @Test
    void apply_localTimeWithoutAZone_isTakenAsItIs() {
        FeaturePipeline p = fit(Field.localDateTime("t"), dateParts("t", TO_THE_SECOND));

        assertThat(parts(p, "2024-03-31T02:30:05.75")).containsExactly(2024, 3, 31, 2, 30, 5);
        assertThat(apply(p, p.newRow(null).set("t", LocalDateTime.of(1, 1, 1, 23, 59, 59, 999_999_999))))
                .containsExactly(1, 1, 1, 23, 59, 59);
        assertThat(parts(p, "9999-12-31T23:59:59.999999999")).containsExactly(9999, 12, 31, 23, 59, 59);
    }

    /** The catalogue of clock changes: a gap, an overlap, a day without midnight, half an hour, a day that never was. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2024-03-31T02:30:00, 2024-03-31T01:30:00, 2024-03-31T03:30:00",
        "Europe/Paris, 2024-10-27T02:30:00, 2024-10-27T02:30:00, 2024-10-27T02:30:00",
        "America/Sao_Paulo, 2018-11-04T00:00:00, 2018-11-03T23:00:00, 2018-11-04T01:00:00",
        "Australia/Lord_Howe, 2024-10-06T02:15:00, 2024-10-06T01:45:00, 2024-10-06T02:45:00",
        "Pacific/Apia, 2011-12-30T12:00:00, 2011-12-29T12:00:00, 2011-12-31T12:00:00",
        "Africa/Monrovia, 1972-01-07T00:10:00, 1972-01-06T23:25:30, 1972-01-07T00:54:30"
    })
    void localTimes_skippedOrShownTwice_everyPolicy(
            String zone, String text, LocalDateTime earlier, LocalDateTime later) {
        Field field = Field.localDateTime("t").zone(ZoneId.of(zone));
        DateParts.Definition parts = dateParts("t", TO_THE_SECOND);

        assertRefused(
                fit(field, parts),
                row -> row.parse("t", text),
                "t",
                Violation.Reason.INVALID,
                "a time that the clock of " + zone + " shows once",
                '"' + text + '"');
        assertThat(parts(fit(field, parts.localTimes(DateParts.LocalTimes.EARLIER)), text))
                .containsExactly(of(earlier));
        assertThat(parts(fit(field, parts.localTimes(DateParts.LocalTimes.LATER)), text))
                .containsExactly(of(later));
        assertThat(parts(fit(field, parts.localTimes(DateParts.LocalTimes.SHIFT_FORWARD)), text))
                .containsExactly(of(later))
                .containsExactly(
                        of(LocalDateTime.parse(text).atZone(ZoneId.of(zone)).toLocalDateTime()));
    }

    private static double[] of(LocalDateTime t) {
        return new double[] {
            t.getYear(), t.getMonthValue(), t.getDayOfMonth(), t.getHour(), t.getMinute(), t.getSecond()
        };
    }

    @Test
    void localTimes_shownOnce_passUnderEveryPolicy() {
        for (DateParts.LocalTimes policy : DateParts.LocalTimes.values()) {
            FeaturePipeline p = fit(
                    Field.localDateTime("t").zone(PARIS),
                    dateParts("t", TO_THE_SECOND).localTimes(policy));

            assertThat(parts(p, "2024-03-31T03:00:00")).containsExactly(2024, 3, 31, 3, 0, 0);
            assertThat(parts(p, "2024-10-27T03:00:00")).containsExactly(2024, 10, 27, 3, 0, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2011-01-01T24:00:00Z",
                "2011-01-01T23:59:60Z",
                "2024-01-01T00:00Z",
                "+12024-01-01T00:00:00Z",
                "12024-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "2011-02-29T00:00:00Z",
                "2011-1-1T00:00:00Z",
                "2011-01-01 00:00:00Z",
                "2011-01-01T00:00:00",
                "2011-01-01T00:00:00z",
                "2011-01-01T00:00:00.Z",
                "2011-01-01T00:00:00+1:00",
                "2011-01-01T00:00:00+19:00",
                "2011-01-01T00:00:00Z[UTC]",
                "2011-01-01"
            })
    void parse_noStrictInstant_isRefusedAtTheDoor(String text) {
        FeaturePipeline p = fit(Field.instant("t", ZoneOffset.UTC), dayOfYear("t"));
        String required = p.schema().field("t").required();

        assertRefused(p, row -> row.parse("t", text), "t", Violation.Reason.INVALID, required, '"' + text + '"');
    }

    @Test
    void apply_missing_isMissingInEveryPart() {
        FeaturePipeline p = fit(Field.date("d").optional(), dateParts("d", DatePart.YEAR, DatePart.WEEKEND));

        assertThat(apply(p, p.newRow(null))).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void definition_settings_areStored() {
        DateParts.Definition definition = dateParts(
                        "d", DatePart.YEAR, DatePart.ISO_WEEK_YEAR, DatePart.WEEKEND, DatePart.DAY_OF_WEEK)
                .yearOffset(-2011)
                .weekend(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY)
                .convention(DateParts.Convention.SUNDAY_0)
                .keepInputs();
        FeaturePipeline p = fit(Field.date("d"), definition);

        assertThat(p.features()).containsExactly("d", "d_year", "d_iso_week_year", "d_weekend", "d_day_of_week");
        assertThat(parts(p, "2011-01-01")).containsExactly(14975, 0, -1, 1, 6);
        assertThat(parts(p, "2012-01-01")).containsExactly(15340, 1, 0, 0, 0);
        assertThat(parts(p, "2012-01-06")).containsExactly(15345, 1, 1, 1, 5);
    }

    @Test
    void dayOfYear_severalColumns_eachHasItsOwn() {
        Table table = Table.builder(Schema.of(Field.date("a"), Field.localDateTime("b")))
                .build();
        FeaturePipeline p = Fixture.fit(table, dayOfYear("b", "a"));

        assertThat(p.features()).containsExactly("b_day_of_year", "a_day_of_year");
        assertThat(apply(
                        p,
                        p.newRow(null)
                                .set("a", LocalDate.of(2020, 12, 31))
                                .set("b", LocalDateTime.of(2020, 2, 1, 0, 0))))
                .containsExactly(32, 366);
    }

    @Test
    void fit_columnsItCannotRead_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(Field.number("d"), dayOfYear("d")))
                .withMessageContaining("column \"d\" must be a date or time, found NUMBER");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(Field.of("d", FieldType.INSTANT), dayOfYear("d")))
                .withMessageContaining("column \"d\" must have a time zone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(Field.date("d"), dateParts("d", DatePart.MINUTE)))
                .withMessageContaining("column \"d\" must have a time of day for MINUTE, found a DATE");
        assertThatIllegalArgumentException().isThrownBy(() -> dateParts("d")).withMessageContaining("at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(Field.date("d"), dateParts("d", DatePart.DAY, DatePart.DAY)));
        assertThatIllegalArgumentException().isThrownBy(() -> dayOfYear("d").yearOffset(10_000));
        assertThatIllegalArgumentException().isThrownBy(() -> dayOfYear("d").weekend());
    }

    @Test
    void forColumns_anotherTypeOrZone_isRefused() {
        DateParts paris = DateParts.of(dayOfYear("t"), Schema.of(Field.instant("t", PARIS)));

        assertThat(paris.forColumns(Schema.of(Field.instant("t", PARIS)))).isSameAs(paris);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> paris.forColumns(Schema.of(Field.instant("t", NEW_YORK))))
                .withMessage("column \"t\" must be INSTANT in Europe/Paris, found INSTANT in America/New_York");
        assertThatIllegalArgumentException().isThrownBy(() -> paris.forColumns(Schema.of(Field.date("t"))));
        assertThatIllegalArgumentException().isThrownBy(() -> paris.forColumns(Schema.of(Field.instant("s", PARIS))));
    }

    @Test
    void notes_otherTimeZoneData_saySo() {
        Schema schema = Schema.of(Field.instant("t", PARIS));
        DateParts here = DateParts.of(dayOfYear("t"), schema);
        State state = here.state();
        State column = state.states("columns").get(0);
        State old = State.builder()
                .putAll(state.without("columns"))
                .putStates(
                        "columns",
                        List.of(State.builder()
                                .putAll(column.without("zoneData"))
                                .put("zoneData", "1999a")
                                .build()))
                .build();

        assertThat(here.notes()).isEmpty();
        assertThat(DateParts.read(old).notes())
                .containsExactly("TIME_ZONE_DATA: column \"t\" was fitted with version \"1999a\" of the data of"
                        + " Europe/Paris, here is \"" + column.text("zoneData") + "\"");
    }

    @Test
    void transform_oneBadTimeAmongMany_namesItsRow() {
        Schema schema = Schema.of(Field.localDateTime("t").zone(PARIS));
        Table table = Table.of(
                schema, List.of("2024-03-31T01:30:00", "2024-03-31T02:30:00"), (text, row) -> row.parse("t", text));
        FeaturePipeline p = Fixture.fit(table, dayOfYear("t"));

        assertThatExceptionOfType(InvalidRowException.class)
                .isThrownBy(() -> p.transform(table, Missing.REJECT))
                .satisfies(e -> assertThat(e.violations())
                        .extracting(Violation::row, Violation::field)
                        .containsExactly(tuple(1, "t")));
    }
}
