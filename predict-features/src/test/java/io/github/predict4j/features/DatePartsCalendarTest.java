package io.github.predict4j.features;

import static io.github.predict4j.features.Features.dateParts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every part of every day of the years 1 to 9999, against {@code java.time}. */
class DatePartsCalendarTest {
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private static double[] expected(LocalDate date) {
        LocalDate next = date.plusDays(1);
        LocalDate before = date.minusDays(1);
        int quarter = date.get(IsoFields.QUARTER_OF_YEAR);
        DayOfWeek weekday = date.getDayOfWeek();
        return new double[] {
            date.getYear(),
            quarter,
            date.getMonthValue(),
            date.getDayOfMonth(),
            date.getDayOfYear(),
            date.lengthOfMonth(),
            date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
            date.get(IsoFields.WEEK_BASED_YEAR),
            weekday.getValue(),
            yes(weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY),
            yes(before.getMonth() != date.getMonth()),
            yes(next.getMonth() != date.getMonth()),
            yes(before.get(IsoFields.QUARTER_OF_YEAR) != quarter),
            yes(next.get(IsoFields.QUARTER_OF_YEAR) != quarter),
            yes(before.getYear() != date.getYear()),
            yes(next.getYear() != date.getYear()),
            yes(date.isLeapYear()),
            date.toEpochDay()
        };
    }

    private static double yes(boolean yes) {
        return yes ? 1 : 0;
    }

    private static DatePart[] partsOfDates() {
        return Arrays.stream(DatePart.values())
                .filter(part -> !part.isTimeOfDay())
                .toArray(DatePart[]::new);
    }

    /** A step, and a row that has a date as its cell 0 and the outputs behind it. */
    private static final class Bench {
        private static final int[] IN = {0};

        private final DateParts step;
        private final Row row;
        private final int[] out;

        Bench(DateParts.Definition definition, Field field) {
            this.step = DateParts.of(definition, Schema.of(field));
            this.row = new Row(Schema.of(field), step.outputs(), null);
            this.out = IntStream.rangeClosed(1, step.outputs().size()).toArray();
        }

        double[] of(double cell) {
            row.cell(0, cell);
            step.apply(row, IN, out);
            return IntStream.of(out).mapToDouble(row::cell).toArray();
        }
    }

    @Test
    void apply_everyDayOf9999Years_isJavaTime() {
        Bench bench = new Bench(dateParts("d", partsOfDates()), Field.date("d"));
        LocalDate date = FIRST;
        for (long day = FIRST.toEpochDay(); day <= LAST.toEpochDay(); day++) {
            double[] made = bench.of((double) day);
            double[] expected = expected(date);
            if (!Arrays.equals(made, expected)) {
                assertThat(made).as(date.toString()).containsExactly(expected);
            }
            date = date.plusDays(1);
        }
        assertThat(date).isEqualTo(LocalDate.of(10_000, 1, 1));
        assertThat(ChronoUnit.DAYS.between(FIRST, date)).isEqualTo(3_652_059);
    }

    @ParameterizedTest
    @EnumSource
    void convention_everyWeekday_isAsItsNameSays(DateParts.Convention convention) {
        Bench bench = new Bench(dateParts("d", DatePart.DAY_OF_WEEK).convention(convention), Field.date("d"));
        for (long day = -1000; day < 1000; day++) {
            int iso = LocalDate.ofEpochDay(day).getDayOfWeek().getValue();
            double expected = switch (convention) {
                case ISO_1_7 -> iso;
                case MONDAY_0 -> iso - 1;
                case SUNDAY_0 -> iso % 7;
            };

            assertThat(bench.of((double) day)).containsExactly(expected);
        }
    }

    @Test
    void apply_everySecondOfADay_isTheTimeOfDay() {
        Bench bench = new Bench(
                dateParts("d", DatePart.HOUR, DatePart.MINUTE, DatePart.SECOND, DatePart.EPOCH_DAYS),
                Field.localDateTime("d"));
        for (long day : new long[] {FIRST.toEpochDay(), -1, 0, LAST.toEpochDay()}) {
            for (int second = 0; second < 86_400; second++) {
                LocalTime time = LocalTime.ofSecondOfDay(second);
                double[] expected = {time.getHour(), time.getMinute(), time.getSecond(), day};
                double cell = day * 86_400.0 + second;
                if (!Arrays.equals(bench.of(cell), expected) || !Arrays.equals(bench.of(cell + 0.5), expected)) {
                    assertThat(bench.of(cell)).containsExactly(expected);
                    assertThat(bench.of(cell + 0.5)).containsExactly(expected);
                }
            }
        }
    }
}
