package io.github.predict4j.model;

/**
 * The leaves of a kernel by numbers of its own, laid out for adding: the rule of {@link LeafSums} with everything done in
 * advance that does not depend on the row.
 *
 * <p><b>Derivation.</b> The additions are those of the rule, in its order. Done in advance are:
 *
 * <ul>
 *   <li>Products of weight and leaf value: they are rounded by themselves before they are added.
 *   <li>VOTE with equal weights {@code w}: {@code 0 + w + w + ...} depends only on how many there are. So votes are counted,
 *       and the share of each count is looked up. Up to four classes are counted in the 16-bit lanes of one long.
 * </ul>
 *
 * <p>Anything else is left to the rule itself.
 *
 * <p><b>Memory</b>: at most 8 bytes a leaf number.
 */
final class LeafTable {

    private enum Form {
        LANES,
        COUNTS,
        DOUBLES,
        FLOATS,
        GENERAL
    }

    private static final int LANE_BITS = 16;
    private static final int LANE = (1 << LANE_BITS) - 1;

    private final LeafSums sums;
    private final Form form;
    private final int outputSize;
    /** GENERAL, COUNTS: the slot of each leaf. */
    private final int[] slots;
    /** LANES: how far a vote for the class of each leaf is to be shifted. */
    private final byte[] lanes;

    private final double[] doubles;
    private final float[] floats;
    private final double[] shares;

    /**
     * Lays out the leaves.
     *
     * @param slots the slot of each leaf number
     * @param starts for each tree its first leaf number, and behind it the number of all
     */
    LeafTable(LeafSums sums, int[] slots, int[] starts) {
        this.sums = sums;
        this.outputSize = sums.trees.outputSize;
        this.form = form(sums);
        this.slots = form == Form.GENERAL || form == Form.COUNTS ? slots : new int[0];
        this.lanes = new byte[form == Form.LANES ? slots.length : 0];
        this.doubles = new double[form == Form.DOUBLES ? slots.length : 0];
        this.floats = new float[form == Form.FLOATS ? slots.length : 0];
        this.shares = form == Form.LANES || form == Form.COUNTS ? sums.sharesByVotes() : new double[0];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = (byte) (slots[i] * LANE_BITS);
        }
        for (int tree = 0; tree < starts.length - 1; tree++) {
            for (int i = starts[tree]; i < starts[tree + 1] && (form == Form.DOUBLES || form == Form.FLOATS); i++) {
                double value = sums.weighted(tree, sums.trees.leafValues[slots[i]]);
                if (form == Form.DOUBLES) {
                    doubles[i] = value;
                } else {
                    floats[i] = (float) value;
                }
            }
        }
    }

    private static Form form(LeafSums sums) {
        int outputs = sums.trees.outputSize;
        if (sums.aggregation == Aggregation.VOTE) {
            if (!sums.countsVotes()) {
                return Form.GENERAL;
            }
            return outputs <= Long.SIZE / LANE_BITS && sums.trees.treeCount() <= LANE ? Form.LANES : Form.COUNTS;
        }
        if (outputs > 1) {
            return Form.GENERAL;
        }
        return sums.precision == Precision.FLOAT ? Form.FLOATS : Form.DOUBLES;
    }

    /** Sets the accumulators of a row to where they start. */
    void start(double[] out, int y) {
        sums.start(out, y);
    }

    /**
     * Adds the leaves of some trees to a row.
     *
     * @param leaves for each tree its leaf number
     */
    void addTrees(int[] leaves, int from, int to, double[] out, int y) {
        switch (form) {
            case LANES -> addLanes(leaves, from, to, out, y);
            case COUNTS -> {
                for (int t = from; t < to; t++) {
                    out[y + slots[leaves[t]]]++;
                }
            }
            case DOUBLES -> {
                double sum = out[y];
                for (int t = from; t < to; t++) {
                    sum += doubles[leaves[t]];
                }
                out[y] = sum;
            }
            case FLOATS -> {
                float sum = (float) out[y];
                for (int t = from; t < to; t++) {
                    sum += floats[leaves[t]];
                }
                out[y] = sum;
            }
            case GENERAL -> {
                for (int t = from; t < to; t++) {
                    sums.add(t, slots[leaves[t]], out, y);
                }
            }
        }
    }

    private void addLanes(int[] leaves, int from, int to, double[] out, int y) {
        long votes = 0;
        for (int t = from; t < to; t++) {
            votes += 1L << lanes[leaves[t]];
        }
        for (int k = 0; k < outputSize; k++) {
            out[y + k] += (int) (votes >>> (k * LANE_BITS)) & LANE;
        }
    }

    /** Sets the accumulators of rows to where they start: in {@code out} or, where they are floats, in {@code floatSums}. */
    void startRows(int rows, double[] out, int y, float[] floatSums) {
        for (int i = 0; i < rows; i++) {
            sums.start(out, y + i * outputSize);
            if (form == Form.FLOATS) {
                floatSums[i] = (float) out[y + i];
            }
        }
    }

    /**
     * Adds the leaves of one tree to several rows.
     *
     * @param leaves for each row its leaf number
     * @param y where the accumulators of the first row are
     */
    void addRows(int tree, int[] leaves, int rows, double[] out, int y, float[] floatSums) {
        switch (form) {
            case LANES -> {
                for (int i = 0; i < rows; i++) {
                    out[y + i * outputSize + lanes[leaves[i]] / LANE_BITS]++;
                }
            }
            case COUNTS -> {
                for (int i = 0; i < rows; i++) {
                    out[y + i * outputSize + slots[leaves[i]]]++;
                }
            }
            case DOUBLES -> {
                for (int i = 0; i < rows; i++) {
                    out[y + i] += doubles[leaves[i]];
                }
            }
            case FLOATS -> {
                for (int i = 0; i < rows; i++) {
                    floatSums[i] += floats[leaves[i]];
                }
            }
            case GENERAL -> {
                for (int i = 0; i < rows; i++) {
                    sums.add(tree, slots[leaves[i]], out, y + i * outputSize);
                }
            }
        }
    }

    /** Tells whether {@link #addPaths} can be called. */
    boolean addsPaths() {
        return form == Form.DOUBLES || form == Form.FLOATS;
    }

    /**
     * Adds the leaves of one tree to 64 rows, as {@link #addRows} does, without numbers that would be stored and loaded.
     *
     * @param paths eight words: byte {@code i} of word {@code j} is the leaf of row {@code 8 i + j}
     * @param base the tree's first leaf number
     */
    void addPaths(long[] paths, int base, double[] out, int y, float[] floatSums) {
        if (form == Form.DOUBLES) {
            for (int j = 0; j < 8; j++) {
                addDoubles(doubles, base, paths[j], out, y + j);
            }
        } else {
            for (int j = 0; j < 8; j++) {
                addFloats(floats, base, paths[j], floatSums, j);
            }
        }
    }

    private static void addDoubles(double[] values, int base, long path, double[] sums, int at) {
        sums[at] += values[base + ((int) path & 255)];
        sums[at + 8] += values[base + ((int) (path >>> 8) & 255)];
        sums[at + 16] += values[base + ((int) (path >>> 16) & 255)];
        sums[at + 24] += values[base + ((int) (path >>> 24) & 255)];
        sums[at + 32] += values[base + ((int) (path >>> 32) & 255)];
        sums[at + 40] += values[base + ((int) (path >>> 40) & 255)];
        sums[at + 48] += values[base + ((int) (path >>> 48) & 255)];
        sums[at + 56] += values[base + (int) (path >>> 56)];
    }

    private static void addFloats(float[] values, int base, long path, float[] sums, int at) {
        sums[at] += values[base + ((int) path & 255)];
        sums[at + 8] += values[base + ((int) (path >>> 8) & 255)];
        sums[at + 16] += values[base + ((int) (path >>> 16) & 255)];
        sums[at + 24] += values[base + ((int) (path >>> 24) & 255)];
        sums[at + 32] += values[base + ((int) (path >>> 32) & 255)];
        sums[at + 40] += values[base + ((int) (path >>> 40) & 255)];
        sums[at + 48] += values[base + ((int) (path >>> 48) & 255)];
        sums[at + 56] += values[base + (int) (path >>> 56)];
    }

    /** Makes scores of the accumulators of rows. */
    void finishRows(int rows, double[] out, int y, float[] floatSums) {
        for (int i = 0; i < rows; i++) {
            if (form == Form.FLOATS) {
                out[y + i] = floatSums[i];
            }
            finish(out, y + i * outputSize);
        }
    }

    /** Makes scores of the accumulators of a row. */
    void finish(double[] out, int y) {
        if (shares.length == 0) {
            sums.finish(out, y);
            return;
        }
        for (int k = 0; k < outputSize; k++) {
            out[y + k] = shares[(int) out[y + k]];
        }
        sums.transform(out, y);
    }
}
