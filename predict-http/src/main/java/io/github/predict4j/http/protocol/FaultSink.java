package io.github.predict4j.http.protocol;

import java.io.IOException;
import java.util.List;

/** What becomes of a stream's rows that cannot be predicted, in the order of the rows. Belongs to one thread. */
public interface FaultSink {
    /**
     * Takes the faults of one row, at least one.
     *
     * @param row the row's number, from 0
     * @param line the line where it begins, from 1
     * @throws IOException if they cannot be written, or the stream is to end here
     */
    void add(long row, long line, List<Fault> faults) throws IOException;
}
