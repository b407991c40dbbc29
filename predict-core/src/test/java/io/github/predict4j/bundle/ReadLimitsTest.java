package io.github.predict4j.bundle;

import static io.github.predict4j.bundle.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.teststep.TestSteps;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Line 12 of the list of defences: every limit is documented, and holds at its edge. */
class ReadLimitsTest {
    private static final ReadLimits TIGHT = SampleBundles.tight();

    static Stream<RecordComponent> limits() {
        return Arrays.stream(ReadLimits.class.getRecordComponents());
    }

    @Test
    void read_whatTheLimitsJustAllow_isRead() throws IOException {
        for (Bundle bundle : SampleBundles.all().values()) {
            Bundle read = Bundle.read(bundle.toBytes(), TIGHT, TestSteps.LOADER);
            assertThat(read.id()).isEqualTo(bundle.id());
            assertThat(read.statistics()).isNotNull();
        }
    }

    /** All but that of steps, of which these bundles have one; among the attacks is one with too many. */
    static Stream<RecordComponent> limitsAbove1() {
        return limits().filter(limit -> !limit.getName().equals("steps"));
    }

    @ParameterizedTest
    @MethodSource("limitsAbove1")
    void read_oneMoreThanALimitAllows_namesLimitAndBoth(RecordComponent limit) throws ReflectiveOperationException {
        long allowed = value(TIGHT, limit) - 1;
        ReadLimits tighter = with(TIGHT, limit, allowed);
        assertRefused(Reason.OVER_LIMIT, () -> {
                    for (Bundle bundle : SampleBundles.all().values()) {
                        Bundle.read(bundle.toBytes(), tighter, TestSteps.LOADER).statistics();
                    }
                })
                .hasMessageContainingAll(
                        "limit " + limit.getName() + ":", "at most " + allowed, "found " + (allowed + 1));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void limit_below1_isACallersBug(RecordComponent limit) {
        assertThatThrownBy(() -> with(ReadLimits.DEFAULTS, limit, 0))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining("at least 1");
    }

    @Test
    void defaults_areThoseOfTheDocument() throws IOException, ReflectiveOperationException {
        String page = Files.readString(Path.of("..", "docs", "bundle-format.md"));
        String section = page.substring(page.indexOf("\n## 8. "), page.indexOf("\n## 9. "));
        List<String> documented = Pattern.compile("(?m)^\\| (`\\w+`) \\| ([0-9,]+) ?(\\w*) \\|")
                .matcher(section)
                .results()
                .map(row -> row.group(1) + " " + Long.parseLong(row.group(2).replace(",", "")) * unit(row.group(3)))
                .toList();
        List<String> expected = new ArrayList<>();
        for (RecordComponent limit : ReadLimits.class.getRecordComponents()) {
            expected.add("`" + limit.getName() + "` " + value(ReadLimits.DEFAULTS, limit));
        }
        assertThat(documented).containsExactlyElementsOf(expected);
    }

    private static int unit(String name) {
        return name.isEmpty() ? 1 : name.equals("KiB") ? 1 << 10 : 1 << 20;
    }

    private static long value(ReadLimits limits, RecordComponent limit) throws ReflectiveOperationException {
        return ((Number) limit.getAccessor().invoke(limits)).longValue();
    }

    private static ReadLimits with(ReadLimits limits, RecordComponent changed, long value)
            throws ReflectiveOperationException {
        RecordComponent[] all = ReadLimits.class.getRecordComponents();
        Object[] values = new Object[all.length];
        Class<?>[] types = new Class<?>[all.length];
        for (int i = 0; i < all.length; i++) {
            types[i] = all[i].getType();
            long number = all[i].getName().equals(changed.getName()) ? value : value(limits, all[i]);
            values[i] = types[i] == long.class ? (Object) number : (Object) (int) number;
        }
        return ReadLimits.class.getDeclaredConstructor(types).newInstance(values);
    }
}
