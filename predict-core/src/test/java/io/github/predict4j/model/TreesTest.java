package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TreesTest {

    @Test
    void of_soundColumns_countsWhatIsThere() {
        Trees trees = new Columns().trees();
        assertThat(trees.inputSize()).isEqualTo(2);
        assertThat(trees.outputSize()).isEqualTo(3);
        assertThat(trees.treeCount()).isEqualTo(2);
        assertThat(trees.nodeCount()).isEqualTo(8);
        assertThat(trees.leafCount()).isEqualTo(5);
        assertThat(trees.maxDepth()).isEqualTo(2);
    }

    @Test
    void of_callerChangesItsArraysLater_treesStay() {
        Columns columns = new Columns();
        Trees trees = columns.trees();
        Arrays.fill(columns.thresholds, Double.NaN);
        Arrays.fill(columns.left, -7);
        assertThat(trees.thresholds().get(0)).isEqualTo(0.5);
        assertThat(trees.left().get(0)).isEqualTo(1);
        assertThat(trees.left().isReadOnly()).isTrue();
        assertThat(trees.flags().isReadOnly()).isTrue();
        assertThat(trees.thresholds().isReadOnly()).isTrue();
        assertThat(trees.categoryWords().isReadOnly()).isTrue();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("inputSize must be at least 1, found 0", c -> c.inputSize = 0),
                damage("outputSize must be at least 1, found -1", c -> c.outputSize = -1),
                damage("there must be at least one tree, found none", c -> c.roots = new int[0]),
                damage("treeOutputs.length must be 2 (one for each tree), found 1", c -> c.treeOutputs = new int[1]),
                damage("thresholds.length must be 8 (one for each node), found 7", c -> c.thresholds = new double[7]),
                damage("left.length must be 8 (one for each node), found 9", c -> c.left = new int[9]),
                damage("right.length must be 8 (one for each node), found 0", c -> c.right = new int[0]),
                damage("flags.length must be 8 (one for each node), found 3", c -> c.flags = new byte[3]),
                damage("tree 0: its root must be at 0, found 1", c -> c.roots[0] = 1),
                damage(
                        "tree 0: must have at least one node and end at most at 8, found nodes from 0 to before 0",
                        c -> c.roots[1] = 0),
                damage(
                        "tree 0: must have at least one node and end at most at 8, found nodes from 0 to before -5",
                        c -> c.roots[1] = -5),
                damage(
                        "tree 0: must have at least one node and end at most at 8, found nodes from 0 to before 9",
                        c -> c.roots[1] = 9),
                damage(
                        "tree 2: must have at least one node and end at most at 8, found nodes from 8 to before 8",
                        c -> {
                            c.roots = new int[] {0, 5, 8};
                            c.treeOutputs = new int[] {1, Trees.VECTOR, 0};
                        }),
                damage(
                        "tree 1: its output must be 0 to 2, VECTOR (-1) or CLASS (-2), found 3",
                        c -> c.treeOutputs[1] = 3),
                damage(
                        "tree 0: its output must be 0 to 2, VECTOR (-1) or CLASS (-2), found -3",
                        c -> c.treeOutputs[0] = -3),
                damage(
                        "tree 0, node 2: feature must be 0 to 1, or -1 for a leaf, found 2",
                        c -> c.splitFeatures[2] = 2),
                damage(
                        "tree 1, node 0: feature must be 0 to 1, or -1 for a leaf, found -2",
                        c -> c.splitFeatures[5] = -2),
                damage("tree 0, node 2: threshold must be finite, found NaN", c -> c.thresholds[2] = Double.NaN),
                damage(
                        "tree 0, node 0: threshold must be finite, found -Infinity",
                        c -> c.thresholds[0] = Double.NEGATIVE_INFINITY),
                damage("tree 0, node 0: flags of a split must be 0 to 3, found 4", c -> c.flags[0] = 4),
                damage("tree 0, node 0: flags of a split must be 0 to 3, found -127", c -> c.flags[0] = -127));
    }

    static Stream<Arguments> damagedChildren() {
        return Stream.of(
                damage(
                        "tree 0, node 2: right child must be a later node of the tree, 3 to 4, found 5",
                        c -> c.right[2] = 5),
                damage(
                        "tree 1, node 0: left child must be a later node of the tree, 1 to 2, found -4",
                        c -> c.left[5] = 1),
                damage(
                        "tree 0, node 2: left child must be a later node of the tree, 3 to 4, found 0",
                        c -> c.left[2] = 0),
                damage(
                        "tree 0, node 2: left child must be a later node of the tree, 3 to 4, found 2",
                        c -> c.left[2] = 2),
                damage(
                        "tree 1, node 0: left child must be a later node of the tree, 1 to 2, found -2147483653",
                        c -> c.left[5] = Integer.MIN_VALUE),
                damage(
                        "tree 0, node 0: right child must be a later node of the tree, 1 to 4, found 2147483647",
                        c -> c.right[0] = Integer.MAX_VALUE),
                damage(
                        "tree 0, node 0: right child must have no other parent, found the shared node 1",
                        c -> c.right[0] = 1),
                damage("tree 0, node 1: left child must have no other parent, found the shared node 2", c -> {
                    c.splitFeatures[1] = 0;
                    c.left[1] = 2;
                    c.right[1] = 3;
                }),
                damage("tree 0, node 1: must be the child of one earlier node, found an orphan", c -> c.left[0] = 3));
    }

    static Stream<Arguments> damagedLeaves() {
        return Stream.of(
                damage("tree 0, node 1: threshold of a leaf must be 0.0, found 1.0", c -> c.thresholds[1] = 1),
                damage("tree 0, node 1: threshold of a leaf must be 0.0, found -0.0", c -> c.thresholds[1] = -0.0),
                damage("tree 0, node 3: right of a leaf must be 0, found 1", c -> c.right[3] = 1),
                damage("tree 1, node 2: flags of a leaf must be 0, found 1", c -> c.flags[7] = 1),
                damage("tree 0, node 3: first leaf value must be the next unused one, 1, found 0", c -> c.left[3] = 0),
                damage(
                        "tree 1, node 2: must have 3 leaf values, found only 2",
                        c -> c.leafValues = Arrays.copyOf(c.leafValues, 8)),
                damage(
                        "leafValues.length must be 9 (what the leaves have), found 10",
                        c -> c.leafValues = Arrays.copyOf(c.leafValues, 10)),
                damage("tree 0, node 4: leaf value must be finite, found NaN", c -> c.leafValues[2] = Double.NaN),
                damage(
                        "tree 1, node 1: leaf value must be finite, found Infinity",
                        c -> c.leafValues[5] = Double.POSITIVE_INFINITY),
                damage("tree 1, node 1: class must be 0 to 2, found 3", c -> {
                    c.treeOutputs[1] = Trees.CLASS;
                    c.left[6] = 3;
                }),
                damage("tree 1, node 2: class must be 0 to 2, found -1", c -> {
                    c.treeOutputs[1] = Trees.CLASS;
                    c.left[6] = 2;
                    c.left[7] = -1;
                }));
    }

    static Stream<Arguments> damagedCategories() {
        String words = "tree 1, node 0: category set must have 1 to 262144 of the 2 words, found words from ";
        return Stream.of(
                damage(
                        "tree 1, node 0: threshold of a category split must be 0.0, found 3.0",
                        c -> c.thresholds[5] = 3),
                damage(
                        "tree 1, node 0: must have a category set, found only 0 sets",
                        c -> c.categoryStarts = new int[0]),
                damage(
                        "tree 1, node 0: its category set, the first, must start at word 0, found 1",
                        c -> c.categoryStarts[0] = 1),
                damage(words + "0 to before 0", c -> c.categoryStarts = new int[] {0, 0}),
                damage(words + "0 to before 3", c -> c.categoryStarts = new int[] {0, 3}),
                damage(words + "0 to before -1", c -> c.categoryStarts = new int[] {0, -1}),
                damage(
                        "categoryStarts.length must be 1 (one for each category split), found 2",
                        c -> c.categoryStarts = new int[] {0, 1}),
                damage(
                        "tree 1, node 0: last word of a category set must not be 0, found 0",
                        c -> c.categoryWords[1] = 0),
                damage(
                        "tree 1, node 0: category set must have 1 to 262144 of the 262145 words, found words from 0 to"
                                + " before 262145",
                        c -> {
                            c.categoryWords = new long[262145];
                            c.categoryWords[262144] = 1;
                        }),
                damage("categoryWords.length must be 0 (there is no category split), found 2", c -> {
                    c.flags[5] = 0;
                    c.categoryStarts = new int[0];
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"damages", "damagedChildren", "damagedLeaves", "damagedCategories"})
    void of_damagedColumns_refusesSayingWhatAndWhere(String message, Consumer<Columns> damage) {
        Columns columns = new Columns();
        damage.accept(columns);
        assertThatThrownBy(columns::trees)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void of_chainOfGreatestDepth_isAccepted() {
        assertThat(chain(Trees.MAX_DEPTH).trees().maxDepth()).isEqualTo(Trees.MAX_DEPTH);
    }

    @Test
    void of_chainOneDeeper_isRefused() {
        assertThatThrownBy(() -> chain(Trees.MAX_DEPTH + 1).trees())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tree 0, node 20000: depth of the left child must be at most 10000, found 10001");
    }

    @Test
    void of_chainFarDeeperThanAStack_isRefusedWithoutRecursion() {
        assertThatThrownBy(() -> chain(500_000).trees())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depth of the left child must be at most 10000");
    }

    /** Returns one tree: split 2i has leaf 2i + 1 on its left and node 2i + 2 on its right. */
    private static Columns chain(int depth) {
        int nodes = 2 * depth + 1;
        Columns columns = new Columns();
        columns.roots = new int[] {0};
        columns.treeOutputs = new int[] {0};
        columns.splitFeatures = new int[nodes];
        columns.thresholds = new double[nodes];
        columns.left = new int[nodes];
        columns.right = new int[nodes];
        columns.flags = new byte[nodes];
        columns.categoryStarts = new int[0];
        columns.categoryWords = new long[0];
        columns.leafValues = new double[depth + 1];
        int leaves = 0;
        for (int node = 0; node < nodes; node++) {
            boolean leaf = node % 2 == 1 || node == nodes - 1;
            columns.splitFeatures[node] = leaf ? -1 : 0;
            columns.left[node] = leaf ? leaves++ : node + 1;
            columns.right[node] = leaf ? 0 : node + 2;
        }
        return columns;
    }

    private static Arguments damage(String message, Consumer<Columns> damage) {
        return arguments(message, damage);
    }
}
