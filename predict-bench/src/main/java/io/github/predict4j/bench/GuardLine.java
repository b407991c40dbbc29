package io.github.predict4j.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One promise of {@code guard.json}: a figure and its limit.
 *
 * @param what the promise in words
 * @param bytes the benchmark whose bytes an operation the figure is; else {@code null}
 * @param time the benchmark whose processor time the figure is, divided by that of {@code per}; else {@code null}
 * @param per the benchmark that {@code time} is divided by
 * @param above what the figure must be above, if anything
 * @param below what the figure must be below, if anything
 * @param last the figure that was last recorded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GuardLine(
        String what,
        @Nullable String bytes,
        @Nullable String time,
        @Nullable String per,
        @Nullable Double above,
        @Nullable Double below,
        @Nullable Double last) {

    GuardLine {
        if ((bytes == null) == (time == null) || (time == null) != (per == null)) {
            throw new IllegalArgumentException(
                    "a line must have either bytes, or time and per: \"" + what + "\" does not");
        }
        if ((above == null) == (below == null)) {
            throw new IllegalArgumentException("a line must have either above or below: \"" + what + "\" does not");
        }
    }

    /** Returns the names of the benchmarks that the figure is made of. */
    List<String> benchmarks() {
        return Stream.of(bytes, time, per).filter(Objects::nonNull).toList();
    }

    /** Returns the figure: bytes, or a ratio of processor times. */
    double figure(Figures figures) {
        return bytes != null
                ? figures.require(bytes).bytes()
                : figures.require(Objects.requireNonNull(time)).cpu()
                        / figures.require(Objects.requireNonNull(per)).cpu();
    }

    /** Returns whether a figure keeps the promise; none (NaN) does not. */
    boolean holds(double figure) {
        return above != null ? figure > above : figure < Objects.requireNonNull(below);
    }

    /** Returns the limit, as {@code > 2}. */
    String limit() {
        return String.format(Locale.ROOT, above != null ? "> %s" : "< %s", above != null ? above : below);
    }

    GuardLine withLast(double figure) {
        return new GuardLine(what, bytes, time, per, above, below, rounded(figure));
    }

    /** To three significant digits: what is recorded is compared by people. */
    private static double rounded(double figure) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2e", figure));
    }
}
