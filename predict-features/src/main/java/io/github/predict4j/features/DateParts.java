package io.github.predict4j.features;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reads numbers off dates and times: the day of the year, the hour, the week. {@link DatePart} lists them; the output of
 * a column and a part is {@code column_part}, as in {@code dteday_day_of_year}. Immutable and thread-safe.
 *
 * <p><b>Calendar:</b> the proleptic Gregorian one of ISO 8601, as in {@code java.time}, by whole numbers from the epoch
 * day; weeks as in {@link java.time.temporal.IsoFields}. No locale is asked. The first day of a year is 1, as in pandas
 * and {@code java.time}; the difference to January 1st, which many programs compute, is
 * {@linkplain Definition#zeroBased zero-based}.
 *
 * <p><b>Zone:</b> a DATE and a LOCAL_DATETIME are read as they stand. An INSTANT is read on the clock of its field's zone,
 * which it must have: 2011-01-01T00:00:00Z is day 365 of 2010 in New York. The version of the time zone data is part of the
 * state; if it differs from the one in use, {@link #notes} says so. A DATE has no {@linkplain DatePart#HOUR hour}, minute
 * and second.
 *
 * <p><b>Clock changes:</b> a LOCAL_DATETIME whose field has a zone may name a time that the clock skips or shows twice;
 * {@link LocalTimes} says what becomes of it. Without a zone every time is taken as it is.
 *
 * <p><b>Missing:</b> NaN gives NaN. The input is retired unless it is {@linkplain Definition#keepInputs kept}. 0 bytes a
 * row.
 */
public final class DateParts implements Transformer {
    static final StepType TYPE = new StepType("datetime", 1);

    private static final Set<String> KEYS = Set.of(
            "inputs", "columns", "parts", "base", "convention", "yearOffset", "weekend", "localTimes", "keepInputs");
    static final int DAY_SECONDS = 86_400;

    private final Definition definition;
    private final List<DateColumn> columns;
    private final List<String> outputs;
    private final DatePart[] parts;
    private final int weekend;

    private DateParts(Definition definition, List<DateColumn> columns) {
        this.definition = definition;
        this.columns = List.copyOf(columns);
        this.parts = definition.parts.toArray(DatePart[]::new);
        this.weekend = definition.weekendBits();
        List<String> names = new ArrayList<>();
        for (String input : definition.inputs) {
            definition.parts.forEach(part -> names.add(part.outputOf(input)));
        }
        this.outputs = Columns.names("outputs of datetime", names);
        for (DateColumn column : columns) {
            column.requireHas(definition.parts);
        }
    }

    /**
     * The step of a definition for columns; it learns nothing but their types and zones.
     *
     * @param columns the definition's columns, in order
     * @throws IllegalArgumentException if there are other columns, one is no date or time, an INSTANT has no zone, a DATE
     *     is asked for its time of day, or two outputs have one name
     */
    public static DateParts of(Definition definition, Schema columns) {
        Columns.requireSame(definition.inputs, columns);
        return new DateParts(
                definition, columns.fields().stream().map(DateColumn::of).toList());
    }

    static DateParts read(State state) {
        state.requireKeys(KEYS);
        List<DatePart> parts = state.texts("parts").stream()
                .map(name -> constant(DatePart.class, name))
                .toList();
        List<DayOfWeek> weekend = state.texts("weekend").stream()
                .map(name -> constant(DayOfWeek.class, name))
                .toList();
        Definition definition = new Definition(state.texts("inputs"), parts)
                .weekend(weekend)
                .convention(state.choice("convention", Convention.class))
                .yearOffset(state.integer("yearOffset", -Definition.MAX_YEAR, Definition.MAX_YEAR))
                .localTimes(state.choice("localTimes", LocalTimes.class));
        definition = state.integer("base", 0, 1) == 0 ? definition.zeroBased() : definition;
        definition = state.flag("keepInputs") ? definition.keepInputs() : definition;
        List<State> columns = state.states("columns");
        Columns.requireLength("columns", columns.size(), definition.inputs.size());
        List<DateColumn> read = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            read.add(DateColumn.read(definition.inputs.get(i), columns.get(i)));
        }
        return new DateParts(definition, read);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return State.builder().put("name", name).build().choice("name", type);
    }

    @Override
    public StepType type() {
        return TYPE;
    }

    @Override
    public List<String> inputs() {
        return definition.inputs;
    }

    @Override
    public List<String> outputs() {
        return outputs;
    }

    @Override
    public State state() {
        return State.builder()
                .put("inputs", definition.inputs)
                .putStates("columns", columns.stream().map(DateColumn::state).toList())
                .put("parts", definition.parts.stream().map(Enum::name).toList())
                .put("base", (long) definition.base)
                .put("convention", definition.convention)
                .put("yearOffset", (long) definition.yearOffset)
                .put("weekend", definition.weekend.stream().map(Enum::name).toList())
                .put("localTimes", definition.localTimes)
                .put("keepInputs", definition.keepInputs)
                .build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        for (int i = 0; i < in.length; i++) {
            DateColumn column = columns.get(i);
            double cell = row.cell(in[i]);
            if (Double.isNaN(cell)) {
                missing(row, out, i);
            } else if (!column.admits(cell, definition.localTimes)) {
                row.reject(in[i], Violation.Reason.INVALID, column.required(), column.quote(cell));
                missing(row, out, i);
            } else {
                long second = column.localSecond(cell, definition.localTimes);
                long day = Math.floorDiv(second, (long) DAY_SECONDS);
                int time = (int) (second - day * DAY_SECONDS);
                int civil = Civil.of(day);
                for (int p = 0; p < parts.length; p++) {
                    row.cell(out[i * parts.length + p], (double) value(parts[p], day, civil, time));
                }
            }
        }
    }

    private void missing(Row row, int[] out, int i) {
        for (int p = 0; p < parts.length; p++) {
            row.cell(out[i * parts.length + p], Double.NaN);
        }
    }

    private long value(DatePart part, long day, int civil, int time) {
        int year = Civil.year(civil);
        int month = Civil.month(civil);
        return switch (part) {
            case YEAR -> year + definition.yearOffset;
            case QUARTER -> (month + 2) / 3;
            case MONTH -> month;
            case DAY -> Civil.day(civil);
            case DAY_OF_YEAR -> Civil.dayOfYear(day, year) - 1 + definition.base;
            case DAYS_IN_MONTH -> Civil.daysInMonth(year, month);
            case ISO_WEEK -> isoWeek(Civil.thursday(day));
            case ISO_WEEK_YEAR -> Civil.year(Civil.of(Civil.thursday(day))) + definition.yearOffset;
            case DAY_OF_WEEK -> definition.convention.number(Civil.weekday(day));
            case WEEKEND -> number((weekend >> Civil.weekday(day) & 1) == 1);
            case HOUR -> time / 3600;
            case MINUTE -> time / 60 % 60;
            case SECOND -> time % 60;
            case MONTH_START -> number(Civil.day(civil) == 1);
            case MONTH_END -> number(isMonthEnd(civil));
            case QUARTER_START -> number(month % 3 == 1 && Civil.day(civil) == 1);
            case QUARTER_END -> number(month % 3 == 0 && isMonthEnd(civil));
            case YEAR_START -> number(month == 1 && Civil.day(civil) == 1);
            case YEAR_END -> number(month == 12 && Civil.day(civil) == 31);
            case LEAP_YEAR -> number(Civil.isLeap(year));
            case EPOCH_DAYS -> day;
        };
    }

    private static int isoWeek(long thursday) {
        return (Civil.dayOfYear(thursday, Civil.year(Civil.of(thursday))) - 1) / 7 + 1;
    }

    private static boolean isMonthEnd(int civil) {
        return Civil.day(civil) == Civil.daysInMonth(Civil.year(civil), Civil.month(civil));
    }

    private static int number(boolean yes) {
        return yes ? 1 : 0;
    }

    @Override
    public Transformer forColumns(Schema columns) {
        Columns.requireSame(definition.inputs, columns);
        for (int i = 0; i < this.columns.size(); i++) {
            this.columns.get(i).requireSame(columns.fields().get(i));
        }
        return this;
    }

    @Override
    public boolean keepsInputs() {
        return definition.keepInputs;
    }

    @Override
    public List<String> notes() {
        return columns.stream().map(DateColumn::note).filter(Objects::nonNull).toList();
    }

    @Override
    public String toString() {
        return TYPE + " " + state();
    }

    /** How the days of the week are numbered. */
    public enum Convention {
        /** Monday 1 to Sunday 7: ISO 8601, {@link DayOfWeek#getValue}. */
        ISO_1_7,
        /** Monday 0 to Sunday 6: pandas. */
        MONDAY_0,
        /** Sunday 0 to Saturday 6: C, cron, and many data sets. */
        SUNDAY_0;

        /** The number of a day that is so many days after Monday. */
        int number(int afterMonday) {
            return switch (this) {
                case ISO_1_7 -> afterMonday + 1;
                case MONDAY_0 -> afterMonday;
                case SUNDAY_0 -> (afterMonday + 1) % 7;
            };
        }
    }

    /**
     * What becomes of a LOCAL_DATETIME that the clock of its zone never shows, because it was put forward past it (a gap),
     * or shows twice, because it was put back (an overlap). Both moments of an overlap have the same parts, so only
     * {@link #REJECT} tells overlaps from other times.
     */
    public enum LocalTimes {
        /** The row is refused. */
        REJECT,
        /**
         * Of the two moments it may mean the earlier: in a gap of an hour 02:30 is 01:30, by the offset that holds after
         * the gap.
         */
        EARLIER,
        /**
         * Of the two moments it may mean the later: in a gap of an hour 02:30 is 03:30, by the offset that held before
         * the gap.
         */
        LATER,
        /**
         * A time in a gap is moved forward by the gap's length, 02:30 to 03:30, and one in an overlap is the earlier:
         * what {@link java.time.ZonedDateTime#ofLocal} does. The parts are those of {@link #LATER}.
         */
        SHIFT_FORWARD
    }

    /** Columns and settings; made by {@link Features#dateParts} and {@link Features#dayOfYear}. Immutable. */
    public static final class Definition implements Estimator {
        /** The largest offset of a year, in either direction. */
        public static final int MAX_YEAR = 9999;

        private final List<String> inputs;
        private final List<DatePart> parts;
        private final int base;
        private final Convention convention;
        private final int yearOffset;
        private final Set<DayOfWeek> weekend;
        private final LocalTimes localTimes;
        private final boolean keepInputs;

        Definition(List<String> inputs, List<DatePart> parts) {
            this(
                    Columns.names("columns of datetime", inputs),
                    List.copyOf(parts),
                    1,
                    Convention.ISO_1_7,
                    0,
                    EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                    LocalTimes.REJECT,
                    false);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("parts of datetime must be at least one, found none");
            }
        }

        private Definition(
                List<String> inputs,
                List<DatePart> parts,
                int base,
                Convention convention,
                int yearOffset,
                Set<DayOfWeek> weekend,
                LocalTimes localTimes,
                boolean keepInputs) {
            this.inputs = inputs;
            this.parts = parts;
            this.base = base;
            this.convention = convention;
            this.yearOffset = yearOffset;
            this.weekend = weekend;
            this.localTimes = localTimes;
            this.keepInputs = keepInputs;
        }

        /** With 0 as the {@link DatePart#DAY_OF_YEAR} of January 1st, instead of 1. */
        public Definition zeroBased() {
            return new Definition(inputs, parts, 0, convention, yearOffset, weekend, localTimes, keepInputs);
        }

        /** With another numbering of the {@link DatePart#DAY_OF_WEEK} than {@link Convention#ISO_1_7}. */
        public Definition convention(Convention numbering) {
            return new Definition(inputs, parts, base, numbering, yearOffset, weekend, localTimes, keepInputs);
        }

        /**
         * With a number that is added to {@link DatePart#YEAR} and {@link DatePart#ISO_WEEK_YEAR}, 0 unless said; -2011
         * makes 2011 year 0.
         *
         * @throws IllegalArgumentException if it is not in [-{@value #MAX_YEAR}, {@value #MAX_YEAR}]
         */
        public Definition yearOffset(int years) {
            if (years < -MAX_YEAR || years > MAX_YEAR) {
                throw new IllegalArgumentException(
                        "the year offset must be in [-" + MAX_YEAR + ", " + MAX_YEAR + "], found " + years);
            }
            return new Definition(inputs, parts, base, convention, years, weekend, localTimes, keepInputs);
        }

        /**
         * With other days for the {@link DatePart#WEEKEND} than Saturday and Sunday.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Definition weekend(DayOfWeek... days) {
            return weekend(Arrays.asList(days));
        }

        private Definition weekend(List<DayOfWeek> days) {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("a weekend must have at least one day, found none");
            }
            return new Definition(
                    inputs, parts, base, convention, yearOffset, EnumSet.copyOf(days), localTimes, keepInputs);
        }

        /** With another policy for times that the clock skips or shows twice than {@link LocalTimes#REJECT}. */
        public Definition localTimes(LocalTimes policy) {
            return new Definition(inputs, parts, base, convention, yearOffset, weekend, policy, keepInputs);
        }

        /** With the inputs staying columns. */
        public Definition keepInputs() {
            return new Definition(inputs, parts, base, convention, yearOffset, weekend, localTimes, true);
        }

        @Override
        public List<String> inputs() {
            return inputs;
        }

        @Override
        public DateParts fit(Table table) {
            return of(this, table.schema());
        }

        /** The days of the weekend as bits, Monday the lowest. */
        private int weekendBits() {
            return weekend.stream().mapToInt(day -> 1 << (day.getValue() - 1)).sum();
        }
    }
}
