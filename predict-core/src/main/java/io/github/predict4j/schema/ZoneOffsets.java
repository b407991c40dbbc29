package io.github.predict4j.schema;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The offsets of a time zone from UTC, as a table made once: no look-up by name and no allocation afterwards, whatever
 * the year. Immutable and thread-safe.
 *
 * <p>Behind the transitions that the time zone data list one by one there are only yearly rules (the last Sunday of
 * March). The calendar repeats itself every 400 years to the day of the week, and the rules with it; so the table holds
 * 400 years of them, to which later times are moved back.
 */
public final class ZoneOffsets {
    /** 400 years are 146097 days, which are 20871 weeks. */
    private static final long CYCLE = 146_097L * 86_400;

    private static final int MAX_OFFSET = 18 * 3600;
    private static final int MODERN = 2100;

    private final ZoneId zone;
    private final long end; // from here on, times are moved back
    private final long[] transitions; // epoch seconds, ascending
    private final int[] offsets; // offsets[i] holds before transitions[i], the last one after all

    private ZoneOffsets(ZoneId zone) {
        this.zone = zone;
        ZoneRules rules = zone.getRules();
        this.end = firstYearOfRulesOnly(rules) + CYCLE;
        List<ZoneOffsetTransition> list = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
        while (next != null && next.toEpochSecond() <= end + 2 * MAX_OFFSET) {
            list.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        this.transitions =
                list.stream().mapToLong(ZoneOffsetTransition::toEpochSecond).toArray();
        this.offsets = new int[transitions.length + 1];
        offsets[0] = rules.getOffset(Instant.MIN).getTotalSeconds();
        for (int i = 0; i < transitions.length; i++) {
            offsets[i + 1] = list.get(i).getOffsetAfter().getTotalSeconds();
        }
    }

    /** The first second of a year after which, and a while before which, no transition is listed one by one. */
    private static long firstYearOfRulesOnly(ZoneRules rules) {
        List<ZoneOffsetTransition> listed = rules.getTransitions();
        int last = listed.isEmpty()
                ? MODERN
                : listed.get(listed.size() - 1).getDateTimeAfter().getYear();
        return LocalDateTime.of(Math.max(MODERN, last + 2), 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    }

    /** The table of a zone; making one takes about a millisecond, so keep it. */
    public static ZoneOffsets of(ZoneId zone) {
        return new ZoneOffsets(zone);
    }

    /** The zone. */
    public ZoneId zone() {
        return zone;
    }

    /**
     * The version of the time zone data that the table is made of: "2025a"; empty for a fixed offset.
     */
    public String dataVersion() {
        return ZoneRulesProvider.getAvailableZoneIds().contains(zone.getId())
                ? ZoneRulesProvider.getVersions(zone.getId()).lastEntry().getKey()
                : "";
    }

    /** The offset at an instant, in seconds. */
    public int at(long epochSecond) {
        int place = Arrays.binarySearch(transitions, inTable(epochSecond));
        return offsets[place >= 0 ? place + 1 : -place - 1];
    }

    /**
     * What the clock of the zone shows at an instant, as seconds from 1970-01-01T00:00:00 on that clock. Both may have a
     * fraction; rounding it never moves the clock on to the next second.
     */
    public double local(double epochSecond) {
        long second = (long) Math.floor(epochSecond);
        int offset = at(second);
        return Math.min(epochSecond + offset, Math.nextDown(second + offset + 1.0));
    }

    /**
     * How many seconds the clock skips at a local time: positive in a gap (the time does not exist), negative in an
     * overlap (it exists twice), else 0.
     *
     * @param localSecond seconds from 1970-01-01T00:00:00 on the clock of the zone
     */
    public int skip(long localSecond) {
        long second = inTable(localSecond);
        // A local time is at most 18 hours from the instant of the same number, so the change is near it.
        int from = Arrays.binarySearch(transitions, second - MAX_OFFSET);
        for (int i = from >= 0 ? from : -from - 1; i < transitions.length; i++) {
            long before = transitions[i] + offsets[i];
            long after = transitions[i] + offsets[i + 1];
            if (second < Math.min(before, after)) {
                return 0;
            }
            if (second < Math.max(before, after)) {
                return (int) (after - before);
            }
        }
        return 0;
    }

    private long inTable(long second) {
        return second < end ? second : second - ((second - end) / CYCLE + 1) * CYCLE;
    }
}
