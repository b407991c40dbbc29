package io.github.predict4j.http.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast a client sends and reads: bytes that passed in the time spent waiting for it. Judged over a window, so that a
 * client cannot save up. One thread waits, another one judges.
 */
final class Pace {
    private final long bytesPerSecond;
    private final long windowNanos;
    private final LongSupplier clock;
    private long bytes;
    private long waited;
    private long waitingSince;
    private boolean waiting;

    /**
     * @param window how long a client may be waited for before it is judged
     * @param nanos the time
     */
    Pace(int bytesPerSecond, Duration window, LongSupplier nanos) {
        this.bytesPerSecond = bytesPerSecond;
        this.windowNanos = window.toNanos();
        this.clock = nanos;
    }

    /** The client is waited for from now on. */
    synchronized void begin() {
        waiting = true;
        waitingSince = clock.getAsLong();
    }

    /** It is not any more; so many bytes have passed. */
    synchronized void end(int passed) {
        waiting = false;
        waited += clock.getAsLong() - waitingSince;
        bytes += passed;
        if (waited >= windowNanos && !slow(waited)) {
            waited = 0;
            bytes = 0;
        }
    }

    /** Whether the client is slower than it may be. */
    synchronized boolean tooSlow() {
        long sofar = waited + (waiting ? clock.getAsLong() - waitingSince : 0);
        return sofar >= windowNanos && slow(sofar);
    }

    private boolean slow(long nanos) {
        return bytes < nanos / 1e9 * bytesPerSecond;
    }
}
