package io.github.predict4j.http.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells a person how far it is: one line of a terminal that is written anew a few times a second. */
final class Progress {
    /** When progress is shown. */
    enum When {
        /** If standard error is a terminal. */
        AUTO,
        /** Always. */
        ALWAYS,
        /** Never. */
        NEVER
    }

    private static final long NANOS_BETWEEN = 250_000_000;
    private static final double SECOND = 1e9;

    private final PrintWriter terminal;
    private final boolean shown;
    private final long size;
    private final LongSupplier read;
    private final LongSupplier clock;
    private final long start;
    private long last;
    private int width;

    /**
     * @param shown whether anything is written
     * @param size the bytes of the input, 0 if unknown
     * @param read how many of them were read so far
     * @param clock nanoseconds from any point
     */
    Progress(PrintWriter terminal, boolean shown, long size, LongSupplier read, LongSupplier clock) {
        this.terminal = terminal;
        this.shown = shown;
        this.size = size;
        this.read = read;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.last = start;
    }

    /** So many rows are done. */
    void at(long rows) {
        long now = shown ? clock.getAsLong() : last;
        if (now - last >= NANOS_BETWEEN) {
            last = now;
            double seconds = (now - start) / SECOND;
            show(String.format(Locale.ROOT, "%,d rows, %,.0f rows/s", rows, rows / seconds) + left(seconds));
        }
    }

    /** All rows are done. */
    void end(long rows, long bad) {
        if (shown) {
            double seconds = Math.max((clock.getAsLong() - start) / SECOND, 1e-3);
            show(String.format(
                    Locale.ROOT,
                    "%,d rows, %,d of them bad, in %.1f s, %,.0f rows/s",
                    rows,
                    bad,
                    seconds,
                    rows / seconds));
            terminal.println();
            terminal.flush();
        }
    }

    private String left(double seconds) {
        long done = read.getAsLong();
        if (size <= 0 || done <= 0) {
            return "";
        }
        long left = Math.round(seconds * Math.max(0, size - done) / done);
        return String.format(Locale.ROOT, ", %d:%02d left", left / 60, left % 60);
    }

    /** Over the line before, whose rest is blanked. */
    private void show(String line) {
        terminal.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        terminal.flush();
        width = line.length();
    }
}
