package io.github.predict4j.bench.peers;

/** A forest in some engine, with the rows it is asked about in the form that the engine takes. Used by one thread. */
interface Peer {

    /** Returns the first score of a row. */
    double one(int row) throws Exception;

    /** Scores the first rows at once, and returns the first score of the last of them. */
    double batch(int rows) throws Exception;

    /** Writes all scores of a row. */
    default void scores(int row, double[] out) throws Exception {
        out[0] = one(row);
    }

    /** Frees what the engine holds outside the heap. */
    default void close() throws Exception {}
}
