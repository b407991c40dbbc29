package io.github.predict4j.schema;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The offsets of a time zone from UTC, as a table made once: no look-up by name and no allocation afterwards. Up to the
 * year {@value #LAST_YEAR}; later instants are asked of the JDK, which may allocate. Immutable and thread-safe.
 */
public final class ZoneOffsets {
    /** The last year of the table. */
    public static final int LAST_YEAR = 2100;

    private static final long END =
            Instant.parse(LAST_YEAR + "-12-31T23:59:59Z").getEpochSecond();

    private final ZoneId zone;
    private final ZoneRules rules;
    private final long[] transitions; // epoch seconds, ascending
    private final int[] offsets; // offsets[i] holds before transitions[i], the last one after all

    private ZoneOffsets(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
        List<ZoneOffsetTransition> list = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
        while (next != null && next.toEpochSecond() <= END) {
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

    /** The table of a zone; making one takes a moment, so keep it. */
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
        if (epochSecond > END) {
            return rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
        }
        int place = Arrays.binarySearch(transitions, epochSecond);
        return offsets[place >= 0 ? place + 1 : -place - 1];
    }

    /** What the clock of the zone shows at an instant, as seconds from 1970-01-01T00:00:00 on that clock. */
    public double local(double epochSecond) {
        return epochSecond + at((long) Math.floor(epochSecond));
    }

    /**
     * How many seconds the clock skips at a local time: positive in a gap (the time does not exist), negative in an
     * overlap (it exists twice), else 0.
     *
     * @param localSecond seconds from 1970-01-01T00:00:00 on the clock of the zone, up to the table's last year
     */
    public int skip(long localSecond) {
        // A local time is at most 18 hours from the instant of the same number, so the change is near it.
        int from = Arrays.binarySearch(transitions, localSecond - 18 * 3600);
        for (int i = from >= 0 ? from : -from - 1; i < transitions.length; i++) {
            long before = transitions[i] + offsets[i];
            long after = transitions[i] + offsets[i + 1];
            if (localSecond < Math.min(before, after)) {
                return 0;
            }
            if (localSecond < Math.max(before, after)) {
                return (int) (after - before);
            }
        }
        return 0;
    }
}
