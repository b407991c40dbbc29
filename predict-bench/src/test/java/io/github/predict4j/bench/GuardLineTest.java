package io.github.predict4j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuardLineTest {

    @Test
    void holds_aboveAndBelow_limitItselfAndNaNDoNot() {
        GuardLine above = new GuardLine("ratio", null, "A.a", "B.b", 2.0, null, null);
        GuardLine below = new GuardLine("bytes", "A.a", null, null, null, 1.0, null);

        assertThat(above.holds(2.1)).isTrue();
        assertThat(above.holds(2.0)).isFalse();
        assertThat(above.holds(Double.NaN)).isFalse();
        assertThat(below.holds(0.9)).isTrue();
        assertThat(below.holds(1.0)).isFalse();
        assertThat(below.holds(Double.NaN)).isFalse();
    }

    @Test
    void new_neitherBytesNorRatioOrTwoLimits_refused() {
        assertThatThrownBy(() -> new GuardLine("odd", "A.a", "A.a", "B.b", 1.0, null, null))
                .hasMessageContaining("either bytes, or time and per");
        assertThatThrownBy(() -> new GuardLine("odd", null, "A.a", null, 1.0, null, null))
                .hasMessageContaining("either bytes, or time and per");
        assertThatThrownBy(() -> new GuardLine("odd", "A.a", null, null, 1.0, 2.0, null))
                .hasMessageContaining("either above or below");
    }

    @Test
    void read_committedFile_isWholeAndNamesBenchmarksThatExist() throws Exception {
        GuardFile file = GuardFile.read(Path.of("guard.json"));
        Pattern name = Pattern.compile("(\\w+)\\.(\\w+)(?:\\[(\\w+)])?");

        assertThat(file.lines()).isNotEmpty();
        for (GuardLine line : file.lines()) {
            for (String benchmark : line.benchmarks()) {
                var parts = name.matcher(benchmark);
                assertThat(parts.matches()).as(benchmark).isTrue();
                Class<?> type = Class.forName("io.github.predict4j.bench." + parts.group(1));
                assertThat(type.getMethod(parts.group(2))).as(benchmark).isNotNull();
                if (parts.group(3) != null) {
                    assertThat(Shapes.valueOf(parts.group(3))).hasToString(parts.group(3));
                }
            }
        }
    }
}
