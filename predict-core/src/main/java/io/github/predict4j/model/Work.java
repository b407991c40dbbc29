package io.github.predict4j.model;

/** Working memory of a kernel: what its calls write before they read it. Each kernel asks for the lengths it needs. */
final class Work {

    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};

    static final Work NONE = new Work(NO_INTS, NO_INTS, NO_INTS, 0, NO_LONGS, NO_LONGS);

    /** The columns of rows. */
    final int[] columns;

    /** The numbers of the leaves that were reached. */
    final int[] leaves;

    /** Where walks have got to. */
    final int[] walks;

    /** The sums of rows, where they are floats. */
    final float[] sums;

    /** For each split the rows that it sends right, as the bits of a long. */
    final long[] masks;

    /** For each node of a tree the rows that reach it, as the bits of a long. */
    final long[] sets;

    private Work(int[] columns, int[] leaves, int[] walks, int sums, long[] masks, long[] sets) {
        this.columns = columns;
        this.leaves = leaves;
        this.walks = walks;
        this.sums = new float[sums];
        this.masks = masks;
        this.sets = sets;
    }

    static Work ofInts(int columns, int leaves, int walks, int sums) {
        return new Work(new int[columns], new int[leaves], new int[walks], sums, NO_LONGS, NO_LONGS);
    }

    static Work ofBits(int columns, int leaves, int sums, int masks, int sets) {
        return new Work(new int[columns], new int[leaves], NO_INTS, sums, new long[masks], new long[sets]);
    }
}
