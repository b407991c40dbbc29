package io.github.predict4j.http.server;

import io.undertow.server.HttpHandler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where a server is on its way from ready to stopped, and how many requests it still answers. */
final class Lifecycle {
    private enum Stage {
        READY,
        DRAINING,
        CLOSING
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Stage stage = Stage.READY;

    boolean ready() {
        return stage == Stage.READY;
    }

    /** How many requests are being answered. */
    int inFlight() {
        return inFlight.get();
    }

    /** From now on not ready; requests are answered as ever. */
    void drain() {
        stage = Stage.DRAINING;
    }

    /** From now on every answer is its connection's last. */
    void close() {
        stage = Stage.CLOSING;
    }

    /** A handler that counts the requests that {@code next} answers, and closes connections when it is time. */
    HttpHandler around(HttpHandler next) {
        return exchange -> {
            inFlight.incrementAndGet();
            exchange.addExchangeCompleteListener((done, chain) -> {
                try {
                    chain.proceed(); // first: it still needs the threads that may end when this request has
                } finally {
                    if (inFlight.decrementAndGet() == 0 && stage == Stage.CLOSING) {
                        signal();
                    }
                }
            });
            if (stage == Stage.CLOSING) {
                Answers.close(exchange);
            }
            next.handleRequest(exchange);
        };
    }

    /**
     * Waits until no request is in flight; after {@link #close} only.
     *
     * @return whether none is
     */
    boolean awaitQuiet(Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lock();
        try {
            while (inFlight.get() > 0 && left > 0) {
                left = quiet.awaitNanos(left);
            }
            return inFlight.get() == 0;
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
