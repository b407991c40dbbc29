package io.github.predict4j.http.server;

import java.time.Duration;

/**
 * How much a client may ask for. What is beyond a limit is refused before memory or time is spent on it.
 *
 * @param bodyBytes the longest body; 1 MiB; beyond it 413
 * @param rows the most rows of a request; 1,000; beyond it 413
 * @param bodyTime how long a body may take to arrive in full; 30 s; then the connection is closed
 * @param idleTime how long a connection may be silent while a request is read or an answer is written; 15 s
 * @param queueTime how long a request may wait for a worker; 10 s; then 504, and the work is not begun
 * @param workers requests that are worked on at once beside the short ones; twice the number of processors
 * @param queue requests that wait for a worker; four times the number of processors; beyond it 503
 * @param connections open connections; 10,000; more are not accepted until one is closed
 * @param streamBytesPerSecond how fast a streamed body must arrive and its answer be read while the server waits for the
 *     client, on the average of each {@code bodyTime}; 500; then the connection is closed. Streams have no other limit
 */
public record HttpLimits(
        int bodyBytes,
        int rows,
        Duration bodyTime,
        Duration idleTime,
        Duration queueTime,
        int workers,
        int queue,
        int connections,
        int streamBytesPerSecond) {

    /** The defaults named above. */
    public static final HttpLimits DEFAULTS = new HttpLimits(
            1 << 20,
            1_000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            2 * Runtime.getRuntime().availableProcessors(),
            4 * Runtime.getRuntime().availableProcessors(),
            10_000,
            500);

    /**
     * Checks that each is positive, and no time longer than a day; the queue may be 0.
     *
     * @throws IllegalArgumentException if not
     */
    public HttpLimits {
        boolean counts =
                bodyBytes > 0 && rows > 0 && workers > 0 && queue >= 0 && connections > 0 && streamBytesPerSecond > 0;
        boolean times = positive(bodyTime) && positive(idleTime) && positive(queueTime);
        if (!counts || !times) {
            throw new IllegalArgumentException(
                    "limits must be positive, times at most a day, and the queue not negative, found bodyBytes "
                            + bodyBytes + ", rows " + rows + ", bodyTime " + bodyTime + ", idleTime " + idleTime
                            + ", queueTime " + queueTime + ", workers " + workers + ", queue " + queue
                            + ", connections "
                            + connections + ", streamBytesPerSecond " + streamBytesPerSecond);
        }
    }

    /** These limits with others for a request's body and rows. */
    public HttpLimits withBody(int mostBytes, int mostRows) {
        return new HttpLimits(
                mostBytes, mostRows, bodyTime, idleTime, queueTime, workers, queue, connections, streamBytesPerSecond);
    }

    /** These limits with other times. */
    public HttpLimits withTimes(Duration body, Duration idle, Duration inQueue) {
        return new HttpLimits(bodyBytes, rows, body, idle, inQueue, workers, queue, connections, streamBytesPerSecond);
    }

    /** These limits with others for workers and those who wait for one. */
    public HttpLimits withWorkers(int most, int waiting) {
        return new HttpLimits(
                bodyBytes, rows, bodyTime, idleTime, queueTime, most, waiting, connections, streamBytesPerSecond);
    }

    private static boolean positive(Duration time) {
        return time.toMillis() > 0 && time.compareTo(Duration.ofDays(1)) <= 0;
    }
}
