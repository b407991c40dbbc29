package io.github.predict4j.http.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets brief requests overtake long ones. An operating system gives every thread that always has work its share of the
 * processors, for milliseconds at a time; so where workers take all processors that the io threads leave them, they pause
 * before their work and between its pieces, as long as brief requests come in. Nobody pauses otherwise. Thread-safe.
 *
 * <p>That none has come in since the last piece does not say that none would: an io thread that has read a long body has used
 * up its share, and the worker that it wakes may take its processor. So they are expected for a while after the last one.
 */
final class GiveWay {
    /** With the usual slack of timers 50 microseconds more. A piece of a small model takes 20. */
    private static final long PAUSE_NANOS = 20_000;

    /** Longer than a thread waits for its turn. */
    static final long EXPECTED_NANOS = 10_000_000;

    private final int left;
    private final Runnable pause;
    private final LongSupplier clock;
    private final LongAdder brief = new LongAdder();
    private final AtomicInteger working = new AtomicInteger();
    private volatile long briefAtLastLook;
    private volatile long expectedUntil;

    /** On this machine's processors, of which io threads have {@link Http#IO_THREADS}. */
    GiveWay() {
        this(
                Runtime.getRuntime().availableProcessors() - Http.IO_THREADS,
                () -> LockSupport.parkNanos(PAUSE_NANOS),
                System::nanoTime);
    }

    /**
     * @param left how many processors the io threads leave to workers
     * @param pause waits a moment
     * @param clock the time in nanoseconds
     */
    GiveWay(int left, Runnable pause, LongSupplier clock) {
        this.left = left;
        this.pause = pause;
        this.clock = clock;
        this.expectedUntil = clock.getAsLong();
    }

    /** A brief request has come in. */
    void brief() {
        brief.increment();
    }

    /** Does long work, on a worker. */
    <T> T run(Supplier<T> work) {
        working.incrementAndGet();
        try {
            betweenPieces();
            return work.get();
        } finally {
            working.decrementAndGet();
        }
    }

    /** Between two pieces of long work, on the thread that does it. */
    void betweenPieces() {
        if (working.get() >= left && briefExpected()) {
            pause.run();
        }
    }

    private boolean briefExpected() {
        long now = clock.getAsLong();
        long sofar = brief.sum();
        if (sofar != briefAtLastLook) {
            briefAtLastLook = sofar;
            expectedUntil = now + EXPECTED_NANOS;
        }
        return now - expectedUntil < 0;
    }
}
