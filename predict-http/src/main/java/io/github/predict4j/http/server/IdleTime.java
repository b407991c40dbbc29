package io.github.predict4j.http.server;

import io.undertow.util.WorkerUtils;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Closes connections whose clients are waited for and neither send nor take a byte for too long. The HTTP library can do
 * that, too, but sets a timer and looks at the clock several times for every request. Here that begins when there is
 * something to wait for: never, for a request that arrives at once and an answer that leaves at once.
 */
final class IdleTime {
    private static final long MOST_MILLIS_BETWEEN_LOOKS = 1000;

    private final long nanos;
    private final LongSupplier clock;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();

    /**
     * @param clock the time in nanoseconds
     */
    IdleTime(Duration most, LongSupplier clock) {
        this.nanos = most.toNanos();
        this.clock = clock;
    }

    /** Looks at the connections every now and then, for as long as the thread lives. */
    void start(XnioIoThread thread) {
        look();
        long between = Math.min(MOST_MILLIS_BETWEEN_LOOKS, TimeUnit.NANOSECONDS.toMillis(nanos) / 4 + 1);
        WorkerUtils.executeAfter(thread, () -> start(thread), between, TimeUnit.MILLISECONDS);
    }

    /** Closes those that have been waited for too long, each on its own thread. */
    void look() {
        waits.removeIf(wait -> !wait.connection.isOpen());
        for (Wait wait : waits) {
            if (wait.tooLong()) {
                WorkerUtils.executeAfter(wait.connection.getIoThread(), wait::giveUp, 0, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Is told of all that a connection does from now on. */
    void watch(StreamConnection connection) {
        connection.getSourceChannel().setConduit(new Source(connection));
        connection.getSinkChannel().setConduit(new Sink(connection));
    }

    /** Waiting for one direction of a connection, on one thread at a time. */
    private final class Wait {
        private final StreamConnection connection;
        private volatile boolean waiting;
        private volatile boolean givenUp;
        private volatile long since;

        Wait(StreamConnection connection) {
            this.connection = connection;
        }

        void begin() {
            if (!waiting) {
                since = clock.getAsLong();
                waiting = true;
                waits.add(this);
            }
        }

        void end() {
            if (waiting) {
                waiting = false;
                waits.remove(this);
            }
        }

        boolean tooLong() {
            return waiting && clock.getAsLong() - since >= nanos;
        }

        /** On the connection's own thread. Whoever listens tries again first, fails, and lets go of what it holds. */
        void giveUp() {
            if (!tooLong()) {
                return;
            }
            givenUp = true;
            if (connection.getSourceChannel().isReadResumed()) {
                ChannelListeners.invokeChannelListener(
                        connection.getSourceChannel(),
                        connection.getSourceChannel().getReadListener());
            }
            if (connection.getSinkChannel().isWriteResumed()) {
                ChannelListeners.invokeChannelListener(
                        connection.getSinkChannel(), connection.getSinkChannel().getWriteListener());
            }
            IoUtils.safeClose(connection);
        }

        /** On a thread that was blocked, which a close elsewhere does not wake. */
        void blocked() throws IOException {
            if (tooLong()) {
                givenUp = true;
                IoUtils.safeClose(connection);
            }
            require();
        }

        void require() throws IOException {
            if (givenUp) {
                throw new InterruptedIOException("the client must not be silent for so long");
            }
        }
    }

    private final class Source extends AbstractStreamSourceConduit<StreamSourceConduit> {
        private final Wait wait;
        private boolean dry;

        Source(StreamConnection connection) {
            super(connection.getSourceChannel().getConduit());
            this.wait = new Wait(connection);
        }

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            wait.require();
            int bytes = next.read(buffer);
            arrived(bytes);
            return bytes;
        }

        @Override
        public long read(ByteBuffer[] buffers, int from, int count) throws IOException {
            wait.require();
            long bytes = next.read(buffers, from, count);
            arrived(bytes);
            return bytes;
        }

        /** Nothing there is no reason to wait yet: whoever reads may only have looked. */
        private void arrived(long bytes) {
            dry = bytes == 0;
            if (!dry) {
                wait.end();
            } else if (next.isReadResumed()) {
                wait.begin();
            }
        }

        @Override
        public void resumeReads() {
            if (dry) {
                wait.begin();
            }
            next.resumeReads();
        }

        @Override
        public void suspendReads() {
            wait.end();
            next.suspendReads();
        }

        @Override
        public void awaitReadable() throws IOException {
            awaitReadable(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void awaitReadable(long time, TimeUnit unit) throws IOException {
            wait.begin();
            next.awaitReadable(Math.min(unit.toNanos(time), nanos), TimeUnit.NANOSECONDS);
            wait.blocked();
        }
    }

    private final class Sink extends AbstractStreamSinkConduit<StreamSinkConduit> {
        private final Wait wait;

        Sink(StreamConnection connection) {
            super(connection.getSinkChannel().getConduit());
            this.wait = new Wait(connection);
        }

        @Override
        public int write(ByteBuffer buffer) throws IOException {
            wait.require();
            int bytes = next.write(buffer);
            left(bytes);
            return bytes;
        }

        @Override
        public long write(ByteBuffer[] buffers, int from, int count) throws IOException {
            wait.require();
            long bytes = next.write(buffers, from, count);
            left(bytes);
            return bytes;
        }

        private void left(long bytes) {
            if (bytes == 0) {
                wait.begin();
            } else {
                wait.end();
            }
        }

        @Override
        public void suspendWrites() {
            wait.end();
            next.suspendWrites();
        }

        @Override
        public void awaitWritable() throws IOException {
            awaitWritable(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void awaitWritable(long time, TimeUnit unit) throws IOException {
            next.awaitWritable(Math.min(unit.toNanos(time), nanos), TimeUnit.NANOSECONDS);
            wait.blocked();
        }
    }
}
