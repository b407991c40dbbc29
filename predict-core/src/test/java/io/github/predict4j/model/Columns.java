package io.github.predict4j.model;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Columns of {@link Trees} to damage: two features, three outputs, and a tree of each kind of leaf that has values. */
final class Columns {

    /*
     * tree 0, for output 1              tree 1, vectors
     * 0  x0 > 0.5                       5 (0 of the tree)  x1 in {1, 70}, or missing
     * 1    no: leaf 10                  6 (1)                no: leaf 0.2 0.3 0.5
     * 2    yes: x1 > -2                 7 (2)                yes: leaf 1 0 0
     * 3      no: leaf 20
     * 4      yes: leaf 30
     */
    int inputSize = 2;
    int outputSize = 3;
    int[] roots = {0, 5};
    int[] treeOutputs = {1, Trees.VECTOR};
    int[] splitFeatures = {0, -1, 1, -1, -1, 1, -1, -1};
    double[] thresholds = {0.5, 0, -2, 0, 0, 0, 0, 0};
    int[] left = {1, 0, 3, 1, 2, 6, 3, 6};
    int[] right = {2, 0, 4, 0, 0, 7, 0, 0};
    byte[] flags = {0, 0, 0, 0, 0, Trees.CATEGORY | Trees.MISSING_RIGHT, 0, 0};
    int[] categoryStarts = {0};
    long[] categoryWords = {1L << 1, 1L << (70 - 64)};
    double[] leafValues = {10, 20, 30, 0.2, 0.3, 0.5, 1, 0, 0};

    Trees trees() {
        return Trees.of(
                inputSize,
                outputSize,
                IntBuffer.wrap(roots),
                IntBuffer.wrap(treeOutputs),
                IntBuffer.wrap(splitFeatures),
                DoubleBuffer.wrap(thresholds),
                IntBuffer.wrap(left),
                IntBuffer.wrap(right),
                ByteBuffer.wrap(flags),
                IntBuffer.wrap(categoryStarts),
                LongBuffer.wrap(categoryWords),
                DoubleBuffer.wrap(leafValues));
    }
}
