package io.github.predict4j.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneOffsetsTest {
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    static Stream<String> zones() {
        return ZoneId.getAvailableZoneIds().stream().sorted();
    }

    /** What {@code java.time} says at an instant, and at the local time of the same number. */
    private static void assertJavaTime(ZoneOffsets offsets, ZoneRules rules, long second) {
        int offset = rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        ZoneOffsetTransition transition = rules.getTransition(local);
        int skip = transition == null ? 0 : (int) transition.getDuration().toSeconds();
        // Cheaper than an assertion, of which there would be millions.
        if (offsets.at(second) != offset || offsets.skip(second) != skip) {
            assertThat(offsets.at(second))
                    .as("at " + second + " in " + offsets.zone())
                    .isEqualTo(offset);
            assertThat(offsets.skip(second))
                    .as("skip at " + local + " in " + offsets.zone())
                    .isEqualTo(skip);
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void at_everyTransitionUntil2520_isJavaTime(String id) {
        ZoneOffsets offsets = ZoneOffsets.of(ZoneId.of(id));
        ZoneRules rules = ZoneId.of(id).getRules();
        ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
        int transitions = 0;
        while (next != null && next.getDateTimeAfter().getYear() < 2520) {
            long instant = next.toEpochSecond();
            long before = instant + next.getOffsetBefore().getTotalSeconds();
            long after = instant + next.getOffsetAfter().getTotalSeconds();
            for (int near = -2; near <= 2; near++) {
                assertJavaTime(offsets, rules, instant + near);
                assertJavaTime(offsets, rules, before + near);
                assertJavaTime(offsets, rules, after + near);
                assertJavaTime(offsets, rules, (before + after) / 2 + near);
            }
            next = rules.nextTransition(next.getInstant());
            transitions++;
        }
        assertThat(transitions > 0 || rules.isFixedOffset()).isTrue();
    }

    @ParameterizedTest(name = "{0}, seed 7")
    @ValueSource(
            strings = {
                "America/New_York",
                "America/Sao_Paulo",
                "Europe/Paris",
                "Europe/Dublin",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Africa/Monrovia",
                "Africa/Casablanca",
                "America/Santiago",
                "UTC",
                "+05:45",
                "GMT-03:00"
            })
    void at_randomSecondsOf9999Years_isJavaTime(String id) {
        SplittableRandom random = new SplittableRandom(7);
        ZoneOffsets offsets = ZoneOffsets.of(ZoneId.of(id));
        ZoneRules rules = ZoneId.of(id).getRules();
        for (int i = 0; i < 50_000; i++) {
            assertJavaTime(offsets, rules, random.nextLong(FIRST, LAST + 1));
            assertJavaTime(offsets, rules, random.nextLong(-3_000_000_000L, 5_000_000_000L));
        }
        assertJavaTime(offsets, rules, FIRST);
        assertJavaTime(offsets, rules, LAST);
    }

    /** The last transitions of years that the table does not hold. */
    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Europe/Paris", "Australia/Lord_Howe", "America/Santiago"})
    void at_transitionsOfLateYears_isJavaTime(String id) {
        ZoneOffsets offsets = ZoneOffsets.of(ZoneId.of(id));
        ZoneRules rules = ZoneId.of(id).getRules();
        for (int year = 2490; year < 9999; year += year % 400 < 120 && year % 400 > 80 ? 1 : 7) {
            Instant start = LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
            ZoneOffsetTransition first = rules.nextTransition(start);
            ZoneOffsetTransition second = rules.nextTransition(first.getInstant());
            for (ZoneOffsetTransition transition : new ZoneOffsetTransition[] {first, second}) {
                for (int near = -7201; near <= 7201; near += 900) {
                    assertJavaTime(offsets, rules, transition.toEpochSecond() + near);
                    assertJavaTime(
                            offsets, rules, transition.getDateTimeBefore().toEpochSecond(ZoneOffset.UTC) + near);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2024-03-31T01:59:59, 0",
        "Europe/Paris, 2024-03-31T02:00:00, 3600",
        "Europe/Paris, 2024-03-31T02:59:59, 3600",
        "Europe/Paris, 2024-03-31T03:00:00, 0",
        "Europe/Paris, 2024-10-27T01:59:59, 0",
        "Europe/Paris, 2024-10-27T02:00:00, -3600",
        "Europe/Paris, 2024-10-27T02:59:59, -3600",
        "Europe/Paris, 2024-10-27T03:00:00, 0",
        "America/Sao_Paulo, 2018-11-03T23:59:59, 0",
        "America/Sao_Paulo, 2018-11-04T00:00:00, 3600",
        "America/Sao_Paulo, 2018-11-04T01:00:00, 0",
        "Australia/Lord_Howe, 2024-10-06T02:29:59, 1800",
        "Australia/Lord_Howe, 2024-10-06T02:30:00, 0",
        "Pacific/Apia, 2011-12-29T23:59:59, 0",
        "Pacific/Apia, 2011-12-30T00:00:00, 86400",
        "Pacific/Apia, 2011-12-30T23:59:59, 86400",
        "Pacific/Apia, 2011-12-31T00:00:00, 0",
        "Asia/Kathmandu, 1986-01-01T00:14:59, 900",
        "Africa/Monrovia, 1972-01-07T00:44:29, 2670",
        "Africa/Monrovia, 1972-01-07T00:44:30, 0",
        "Europe/Paris, 9000-03-30T02:30:00, 3600"
    })
    void skip_knownChanges_isTheirLength(String id, LocalDateTime local, int skip) {
        assertThat(ZoneOffsets.of(ZoneId.of(id)).skip(local.toEpochSecond(ZoneOffset.UTC)))
                .isEqualTo(skip);
    }

    @Test
    void local_fraction_neverReachesTheNextSecond() {
        ZoneOffsets kathmandu = ZoneOffsets.of(ZoneId.of("Asia/Kathmandu"));
        double last = Math.nextDown(8192.0); // 8192 + 19800 has half as many digits behind the point

        assertThat(kathmandu.local(0.25)).isEqualTo(19_800.25);
        assertThat(ZoneOffsets.of(ZoneOffset.ofHours(1)).local(last)).isLessThan(8192.0 + 3600);
        assertThat(ZoneOffsets.of(ZoneOffset.ofHours(18)).local(last)).isLessThan(8192.0 + 64_800);
    }

    @Test
    void dataVersion_regionAndFixedOffset() {
        assertThat(ZoneOffsets.of(ZoneId.of("Europe/Paris")).dataVersion()).matches("20\\d\\d[a-z]+");
        assertThat(ZoneOffsets.of(ZoneOffset.UTC).dataVersion()).isEmpty();
        assertThat(ZoneOffsets.of(ZoneId.of("GMT+01:00")).dataVersion()).isEmpty();
    }
}
