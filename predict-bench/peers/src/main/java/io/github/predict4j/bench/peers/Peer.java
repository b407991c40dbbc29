package io.github.predict4j.bench.peers;

/** A forest in some engine, with the rows it is asked about in the form that the engine takes. Used by one thread. */
interface Peer {
    /** How many rows a batch has. */
    int BATCH = 1000;

    /** Returns the first score of a row. */
    double one(int row) throws Exception;

    /**
     * Scores the first rows, {@value #BATCH} of them, at once if the engine can, and returns the first score of the last.
     */
    default double batch() throws Exception {
        double last = 0;
        for (int i = 0; i < BATCH; i++) {
            last = one(i);
        }
        return last;
    }

    /** Writes all scores of a row. */
    default void scores(int row, double[] out) throws Exception {
        out[0] = one(row);
    }

    /** Frees what the engine holds outside the heap. */
    default void close() throws Exception {}
}
