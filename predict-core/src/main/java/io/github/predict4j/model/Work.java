package io.github.predict4j.model;

/** Working memory of a kernel: what its calls write before they read it. Each kernel asks for the lengths it needs. */
final class Work {

    static final Work NONE = new Work(0, 0, 0, 0, 0, 0, 0);

    /** The columns of one row. Its length is a power of two. */
    final int[] row;

    /** The columns of a block of rows, one behind the other. */
    final int[] rows;

    /** The numbers of the leaves that were reached. */
    final int[] leaves;

    /** Where walks have got to, and whose they are. */
    final int[] walks;

    /** The sums of a block of rows, where they are floats. */
    final float[] sums;

    /** For each split the rows that it would send right, as the bits of a long. */
    final long[] masks;

    /** For each node of a tree the rows that reach it, as the bits of a long. */
    final long[] sets;

    /** The paths of 64 rows through a tree, a byte each. */
    final long[] paths;

    private Work(int row, int rows, int leaves, int walks, int sums, int masks, int sets) {
        this.row = new int[row];
        this.rows = new int[rows];
        this.leaves = new int[leaves];
        this.walks = new int[walks];
        this.sums = new float[sums];
        this.masks = new long[masks];
        this.sets = new long[sets];
        this.paths = new long[sets == 0 ? 0 : Long.BYTES];
    }

    static Work ofRow(int row, int leaves) {
        return new Work(row, 0, leaves, 0, 0, 0, 0);
    }

    static Work ofWalks(int row, int rows, int leaves, int walks, int sums) {
        return new Work(row, rows, leaves, walks, sums, 0, 0);
    }

    static Work ofSlices(int rows, int sums, int masks, int sets) {
        return new Work(0, rows, Long.SIZE, 0, sums, masks, sets);
    }
}
