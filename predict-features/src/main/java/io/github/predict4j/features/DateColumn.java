package io.github.predict4j.features;

import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.ZoneOffsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DateParts} knows of one of its columns. Immutable.
 *
 * @param field name, type and zone
 * @param zoneData the version of the time zone data it was fitted with; empty without a zone
 */
record DateColumn(Field field, String zoneData) {
    private static final Set<String> KEYS = Set.of("type", "zone", "zoneData");

    DateColumn {
        FieldType type = field.type();
        String column = "column \"" + field.name() + "\"";
        if (type != FieldType.DATE && type != FieldType.LOCAL_DATETIME && type != FieldType.INSTANT) {
            throw new IllegalArgumentException(column + " must be a date or time, found " + type);
        }
        if (type == FieldType.INSTANT && field.zone() == null) {
            throw new IllegalArgumentException(
                    column + " must have a time zone, in which to read an instant's date; found none");
        }
        if (field.zone() == null && !zoneData.isEmpty()) {
            throw new IllegalArgumentException(
                    column + " must have no version of time zone data without a zone, found " + zoneData);
        }
    }

    static DateColumn of(Field field) {
        ZoneOffsets zone = field.zoneOffsets();
        return new DateColumn(field, zone == null ? "" : zone.dataVersion());
    }

    static DateColumn read(String name, State state) {
        state.requireKeys(KEYS);
        Field field = Field.of(name, state.choice("type", FieldType.class));
        if (!state.has("zone")) {
            return new DateColumn(field, "");
        }
        try {
            return new DateColumn(field.zone(ZoneId.of(state.text("zone"))), state.text("zoneData"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"zone\" must be a time zone known here, found \"" + state.text("zone") + "\"", e);
        }
    }

    State state() {
        State.Builder state = State.builder().put("type", field.type());
        ZoneId zone = field.zone();
        return zone == null
                ? state.build()
                : state.put("zone", zone.getId()).put("zoneData", zoneData).build();
    }

    void requireHas(List<DatePart> parts) {
        for (DatePart part : parts) {
            if (field.type() == FieldType.DATE && part.isTimeOfDay()) {
                throw new IllegalArgumentException(
                        "column \"" + field.name() + "\" must have a time of day for " + part + ", found a DATE");
            }
        }
    }

    void requireSame(Field column) {
        if (column.type() != field.type() || !Objects.equals(column.zone(), field.zone())) {
            throw new IllegalArgumentException(
                    "column \"" + field.name() + "\" must be " + describe(field) + ", found " + describe(column));
        }
    }

    private static String describe(Field field) {
        return field.type() + (field.zone() == null ? " without a zone" : " in " + field.zone());
    }

    /** Whether the policy lets a cell's value pass. */
    boolean admits(double cell, DateParts.LocalTimes policy) {
        return policy != DateParts.LocalTimes.REJECT || skip((long) Math.floor(cell)) == 0;
    }

    /** What {@link #admits} requires. */
    String required() {
        return "a time that the clock of " + field.zone() + " shows once";
    }

    String quote(double cell) {
        return quote(field.format(cell));
    }

    /** A cell's value in seconds from 1970-01-01T00:00:00, both on the clock of the place. */
    long localSecond(double cell, DateParts.LocalTimes policy) {
        long value = (long) Math.floor(cell);
        return switch (field.type()) {
            case INSTANT -> value + Objects.requireNonNull(field.zoneOffsets()).at(value);
            case LOCAL_DATETIME -> {
                int gap = Math.max(0, skip(value));
                yield policy == DateParts.LocalTimes.EARLIER ? value - gap : value + gap;
            }
            default -> value * DateParts.DAY_SECONDS;
        };
    }

    private int skip(long localSecond) {
        ZoneOffsets zone = field.zoneOffsets();
        return zone == null || field.type() != FieldType.LOCAL_DATETIME ? 0 : zone.skip(localSecond);
    }

    /** What is to be said if the time zone data here are not those it was fitted with. */
    @Nullable
    String note() {
        ZoneOffsets zone = field.zoneOffsets();
        if (zone == null || zone.dataVersion().equals(zoneData)) {
            return null;
        }
        return "TIME_ZONE_DATA: column \"" + field.name() + "\" was fitted with version " + quote(zoneData)
                + " of the data of " + zone.zone() + ", here is " + quote(zone.dataVersion());
    }

    private static String quote(String version) {
        return '"' + version + '"';
    }
}
