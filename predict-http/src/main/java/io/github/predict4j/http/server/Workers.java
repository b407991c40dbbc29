package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Work that is too long for an io thread: so many requests at once, so many that wait, and no more. A request that has
 * waited too long is not begun, because its client has given up or will.
 */
final class Workers {
    private final Semaphore room;
    private final Semaphore streams;
    private final Semaphore longBodies;
    private final long queueNanos;
    private final LongSupplier clock;
    private final Metrics metrics;
    private final GiveWay giveWay = new GiveWay();
    private final AtomicInteger waiting = new AtomicInteger();

    Workers(HttpLimits limits, LongSupplier clock, Metrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
        this.room = new Semaphore(limits.workers() + limits.queue());
        this.streams = new Semaphore(Math.max(1, limits.workers() / 2));
        this.longBodies = new Semaphore(limits.longBodies());
        this.queueNanos = limits.queueTime().toNanos();
    }

    /** Takes room for a long body until the exchange has ended, or says that there is none. */
    boolean takeLongBody(HttpServerExchange exchange, int bytes) {
        if (!longBodies.tryAcquire(bytes)) {
            shed();
            return false;
        }
        exchange.addExchangeCompleteListener((done, chain) -> {
            longBodies.release(bytes);
            chain.proceed();
        });
        return true;
    }

    /** Counts a request that there is no room for. */
    void shed() {
        metrics.shed("overload");
    }

    static Problem overload(String lack) {
        return Problem.of(503, "overload", "the server must have " + lack);
    }

    /** Lets brief requests overtake what runs here. */
    GiveWay giveWay() {
        return giveWay;
    }

    /** How many requests wait for a worker. */
    int waiting() {
        return waiting.get();
    }

    /**
     * Does work on a worker, or answers with 503 at once, or with 504 when its turn comes too late. What the work returns
     * sends its answer; the place is free by then, so that a client that has its answer finds one for its next request.
     */
    void run(HttpServerExchange exchange, Wording wording, Supplier<Runnable> work) {
        run(room, exchange, wording, work);
    }

    /** {@link #run} of a task that may last long: half of the workers are kept for others. */
    void stream(HttpServerExchange exchange, Wording wording, Runnable task) {
        run(streams, exchange, wording, () -> {
            task.run();
            return () -> {};
        });
    }

    private void run(Semaphore places, HttpServerExchange exchange, Wording wording, Supplier<Runnable> work) {
        if (!places.tryAcquire()) {
            shed();
            Answers.refuse(exchange, wording, overload("a free worker, found all taken"));
            return;
        }
        long arrived = clock.getAsLong();
        waiting.incrementAndGet();
        exchange.dispatch(e -> {
            waiting.decrementAndGet();
            Runnable answer;
            try {
                answer = clock.getAsLong() - arrived > queueNanos ? () -> tooLate(e, wording) : giveWay.run(work);
            } finally {
                places.release();
            }
            answer.run();
        });
    }

    private void tooLate(HttpServerExchange exchange, Wording wording) {
        metrics.shed("deadline");
        Answers.refuse(exchange, wording, Problem.of(504, "deadline", "a worker must be free in time, found none"));
    }
}
