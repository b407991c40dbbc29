package io.github.predict4j.model;

/** Working memory of a kernel: what its calls write before they read it. Each kernel asks for the lengths it needs. */
final class Work {

    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};

    static final Work NONE = new Work(NO_INTS, NO_INTS, NO_INTS, NO_LONGS);

    /** The columns of rows. */
    final int[] columns;

    /** Where walks have got to. */
    final int[] walks;

    /** The numbers of the leaves that were reached. */
    final int[] leaves;

    /** Sets of rows, as the bits of longs. */
    final long[] bits;

    private Work(int[] columns, int[] walks, int[] leaves, long[] bits) {
        this.columns = columns;
        this.walks = walks;
        this.leaves = leaves;
        this.bits = bits;
    }

    static Work ofInts(int columns, int walks, int leaves) {
        return new Work(new int[columns], new int[walks], new int[leaves], NO_LONGS);
    }

    static Work ofBits(int columns, int leaves, int bits) {
        return new Work(new int[columns], NO_INTS, new int[leaves], new long[bits]);
    }
}
