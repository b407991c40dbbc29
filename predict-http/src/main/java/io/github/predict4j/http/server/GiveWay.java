package io.github.predict4j.http.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Lets brief requests overtake long ones. An operating system gives every thread that always has work its share of the
 * processors, for milliseconds at a time; so where workers take all processors that the io threads leave them, they pause
 * between the pieces of their work, as long as brief requests come in. Nobody pauses otherwise. Thread-safe.
 */
final class GiveWay {
    /** With the usual slack of timers 50 microseconds more. A piece of a small model takes 20. */
    private static final long PAUSE_NANOS = 20_000;

    private final int left;
    private final Runnable pause;
    private final LongAdder brief = new LongAdder();
    private final AtomicInteger working = new AtomicInteger();
    private volatile long briefUntilPause;

    /** On this machine's processors, of which io threads have {@link Http#IO_THREADS}. */
    GiveWay() {
        this(Runtime.getRuntime().availableProcessors() - Http.IO_THREADS, () -> LockSupport.parkNanos(PAUSE_NANOS));
    }

    /**
     * @param left how many processors the io threads leave to workers
     * @param pause waits a moment
     */
    GiveWay(int left, Runnable pause) {
        this.left = left;
        this.pause = pause;
    }

    /** A brief request has come in. */
    void brief() {
        brief.increment();
    }

    /** Does long work, on a worker. */
    <T> T run(Supplier<T> work) {
        working.incrementAndGet();
        try {
            return work.get();
        } finally {
            working.decrementAndGet();
        }
    }

    /** Between two pieces of long work, on the thread that does it. */
    void betweenPieces() {
        if (working.get() >= left) {
            long sofar = brief.sum();
            if (sofar != briefUntilPause) {
                briefUntilPause = sofar;
                pause.run();
            }
        }
    }
}
