package io.github.predict4j.http.server;

import java.time.Duration;

/**
 * How much a client may ask for. What is beyond a limit is refused before memory or time is spent on it.
 *
 * @param bodyBytes the longest body; 16 MiB, or a sixteenth of the heap if that is less, but at least 1 MiB; beyond it 413
 * @param rows the most rows of a request; 100,000; beyond it 413
 * @param longBytes a body of more bytes is a long one; 64 KiB
 * @param longBodies how many bytes long bodies may have together until they are answered, because an answer takes a
 *     multiple of its body's memory, ten times and more; a sixteenth of the heap, but at least 1 MiB; beyond it 503
 * @param bodyTime how long a body may take to arrive in full; 30 s; then the connection is closed
 * @param idleTime how long a client may be silent, or take nothing, while a request is read or an answer is written; 15 s;
 *     then the connection is closed
 * @param queueTime how long a request may wait for a worker; 10 s; then 504, and the work is not begun
 * @param workers requests that are worked on at once beside the short ones; twice the number of processors
 * @param queue requests that wait for a worker; 64, or 16 times the number of processors if that is more; beyond it 503
 * @param connections open connections; 10,000; more are not accepted until one is closed
 * @param streamBytesPerSecond how fast a streamed body must arrive and its answer be read while the server waits for the
 *     client, on the average of each {@code bodyTime}; 500; then the connection is closed. Streams have no other limit
 */
public record HttpLimits(
        int bodyBytes,
        int rows,
        int longBytes,
        int longBodies,
        Duration bodyTime,
        Duration idleTime,
        Duration queueTime,
        int workers,
        int queue,
        int connections,
        int streamBytesPerSecond) {

    /** The defaults named above. */
    public static final HttpLimits DEFAULTS = new HttpLimits(
            (int) Math.min(16 << 20, ofHeap()),
            100_000,
            1 << 16,
            (int) Math.min(1 << 30, ofHeap()),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            2 * Runtime.getRuntime().availableProcessors(),
            Math.max(64, 16 * Runtime.getRuntime().availableProcessors()),
            10_000,
            500);

    /**
     * Checks that each is positive, and no time longer than a day; the queue may be 0.
     *
     * @throws IllegalArgumentException if not
     */
    public HttpLimits {
        boolean counts = bodyBytes > 0
                && rows > 0
                && longBytes > 0
                && longBodies > 0
                && workers > 0
                && queue >= 0
                && connections > 0
                && streamBytesPerSecond > 0;
        boolean times = positive(bodyTime) && positive(idleTime) && positive(queueTime);
        if (!counts || !times) {
            throw new IllegalArgumentException(
                    "limits must be positive, times at most a day, and the queue not negative, found bodyBytes "
                            + bodyBytes + ", rows " + rows + ", longBytes " + longBytes + ", longBodies " + longBodies
                            + ", bodyTime " + bodyTime + ", idleTime " + idleTime
                            + ", queueTime " + queueTime + ", workers " + workers + ", queue " + queue
                            + ", connections "
                            + connections + ", streamBytesPerSecond " + streamBytesPerSecond);
        }
    }

    /** These limits with others for a request's body and rows. */
    public HttpLimits withBody(int mostBytes, int mostRows) {
        return new HttpLimits(
                mostBytes,
                mostRows,
                longBytes,
                longBodies,
                bodyTime,
                idleTime,
                queueTime,
                workers,
                queue,
                connections,
                streamBytesPerSecond);
    }

    /** These limits with others for long bodies: from how many bytes on, and how many bytes all of them may have. */
    public HttpLimits withLongBodies(int fromBytes, int together) {
        return new HttpLimits(
                bodyBytes,
                rows,
                fromBytes,
                together,
                bodyTime,
                idleTime,
                queueTime,
                workers,
                queue,
                connections,
                streamBytesPerSecond);
    }

    /** These limits with other times. */
    public HttpLimits withTimes(Duration body, Duration idle, Duration inQueue) {
        return new HttpLimits(
                bodyBytes,
                rows,
                longBytes,
                longBodies,
                body,
                idle,
                inQueue,
                workers,
                queue,
                connections,
                streamBytesPerSecond);
    }

    /** These limits with others for workers and those who wait for one. */
    public HttpLimits withWorkers(int most, int waiting) {
        return new HttpLimits(
                bodyBytes,
                rows,
                longBytes,
                longBodies,
                bodyTime,
                idleTime,
                queueTime,
                most,
                waiting,
                connections,
                streamBytesPerSecond);
    }

    private static long ofHeap() {
        return Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 16);
    }

    private static boolean positive(Duration time) {
        return time.toMillis() > 0 && time.compareTo(Duration.ofDays(1)) <= 0;
    }
}
