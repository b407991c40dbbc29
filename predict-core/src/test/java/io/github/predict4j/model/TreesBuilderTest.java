package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.junit.jupiter.api.Test;

class TreesBuilderTest {

    @Test
    void build_treesInPreOrder_givesTheDocumentedColumns() {
        Trees trees = Trees.builder(2, 3)
                .startTree(1)
                .split(0, 0.5)
                .leaf(10)
                .split(1, -2)
                .leaf(20)
                .leaf(30)
                .startVectorTree()
                .categorySplit(1, Branch.RIGHT, 70, 1, 70)
                .leaf(0.2, 0.3, 0.5)
                .leaf(1, 0, 0)
                .build();
        Trees expected = new Columns().trees();
        assertThat(trees.roots()).isEqualTo(expected.roots());
        assertThat(trees.treeOutputs()).isEqualTo(expected.treeOutputs());
        assertThat(trees.splitFeatures()).isEqualTo(expected.splitFeatures());
        assertThat(trees.thresholds()).isEqualTo(expected.thresholds());
        assertThat(trees.left()).isEqualTo(expected.left());
        assertThat(trees.right()).isEqualTo(expected.right());
        assertThat(trees.flags()).isEqualTo(expected.flags());
        assertThat(trees.categoryStarts()).isEqualTo(expected.categoryStarts());
        assertThat(trees.categoryWords()).isEqualTo(expected.categoryWords());
        assertThat(trees.leafValues()).isEqualTo(expected.leafValues());
    }

    @Test
    void build_classTrees_keepClassesInTheNodes() {
        Trees trees = Trees.builder(1, 3)
                .startClassTree()
                .leafClass(2)
                .startClassTree()
                .split(0, 1, Branch.RIGHT)
                .leafClass(1)
                .leafClass(0)
                .build();
        assertThat(trees.roots()).isEqualTo(IntBuffer.wrap(new int[] {0, 1}));
        assertThat(trees.left()).isEqualTo(IntBuffer.wrap(new int[] {2, 2, 1, 0}));
        assertThat(trees.flags().get(1)).isEqualTo(Trees.MISSING_RIGHT);
        assertThat(trees.leafValues()).isEqualTo(DoubleBuffer.allocate(0));
        assertThat(trees.maxDepth()).isEqualTo(1);
    }

    @Test
    void build_calledTwiceWithMoreTrees_leavesTheFirstResultAlone() {
        TreesBuilder builder = Trees.builder(1, 1).startTree(0).leaf(1);
        Trees one = builder.build();
        Trees two = builder.startTree(0).leaf(2).build();
        assertThat(one.treeCount()).isEqualTo(1);
        assertThat(two.leafValues()).isEqualTo(DoubleBuffer.wrap(new double[] {1, 2}));
    }

    @Test
    void categorySplit_severalSets_ownTheWordsInNodeOrder() {
        Trees trees = Trees.builder(1, 1)
                .startTree(0)
                .categorySplit(0, Branch.LEFT, 0, 63)
                .categorySplit(0, Branch.LEFT, 128)
                .leaf(1)
                .leaf(2)
                .leaf(3)
                .build();
        assertThat(trees.categoryStarts()).isEqualTo(IntBuffer.wrap(new int[] {0, 1}));
        assertThat(trees.categoryWords()).isEqualTo(LongBuffer.wrap(new long[] {1L << 63 | 1, 0, 0, 1}));
    }

    @Test
    void categorySplit_greatestCategory_isAccepted() {
        Trees trees = Trees.builder(1, 1)
                .startTree(0)
                .categorySplit(0, Branch.LEFT, Trees.MAX_CATEGORY)
                .leaf(1)
                .leaf(2)
                .build();
        assertThat(trees.categoryWords().remaining()).isEqualTo(262144);
    }

    @Test
    void build_thresholdIsNaN_isRefusedNamingTreeAndNode() {
        TreesBuilder builder = Trees.builder(1, 1)
                .startTree(0)
                .leaf(1)
                .startTree(0)
                .split(0, Double.NaN)
                .leaf(1)
                .leaf(2);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tree 1, node 0: threshold must be finite, found NaN");
    }

    @Test
    void build_noTree_isRefused() {
        assertThatThrownBy(Trees.builder(1, 1)::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be at least one tree, found none");
    }

    @Test
    void build_subtreeIsMissing_isRefused() {
        TreesBuilder builder = Trees.builder(1, 1).startTree(0).split(0, 1).leaf(1);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tree 0, node 2: must be a split or a leaf, found the end of the tree");
        assertThatThrownBy(builder::startClassTree)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tree 0, node 2: must be a split or a leaf, found the end of the tree");
    }

    @Test
    void leaf_treeIsComplete_isRefused() {
        TreesBuilder builder = Trees.builder(1, 1).startTree(0).leaf(1);
        assertThatThrownBy(() -> builder.leaf(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tree 0, node 1: must not be, the tree is complete, found another node");
        assertThatThrownBy(() -> builder.split(0, 2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leaf_noTreeStarted_isRefused() {
        assertThatThrownBy(() -> Trees.builder(1, 1).leaf(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a tree must be started before its first node, found none");
    }

    @Test
    void leaf_wrongKindOrWidth_isRefusedAndTheTreeGoesOn() {
        TreesBuilder values = Trees.builder(1, 2).startVectorTree().split(0, 1);
        assertThatThrownBy(() -> values.leaf(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tree 0, node 1: must have 2 leaf values, found 1");
        assertThatThrownBy(() -> values.leafClass(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tree 0, node 1: a leaf must have values, found a class");
        assertThat(values.leaf(1, 2).leaf(3, 4).build().nodeCount()).isEqualTo(3);

        TreesBuilder classes = Trees.builder(1, 2).startClassTree();
        assertThatThrownBy(() -> classes.leaf(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tree 0, node 0: a leaf must be a class, found values");
    }

    @Test
    void startTree_outputDoesNotExist_isRefused() {
        assertThatThrownBy(() -> Trees.builder(1, 2).startTree(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tree 0: its output must be 0 to 1, found 2");
        assertThatThrownBy(() -> Trees.builder(1, 2).startTree(Trees.VECTOR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void split_featureDoesNotExist_isRefused() {
        TreesBuilder builder = Trees.builder(2, 1).startTree(0);
        assertThatThrownBy(() -> builder.split(-1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tree 0, node 0: feature must be 0 to 1, found -1");
        assertThatThrownBy(() -> builder.categorySplit(2, Branch.LEFT, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tree 0, node 0: feature must be 0 to 1, found 2");
    }

    @Test
    void categorySplit_categoriesOutOfRange_isRefused() {
        TreesBuilder builder = Trees.builder(1, 1).startTree(0);
        String required = "tree 0, node 0: categories must be one or more from 0 to 16777215, found ";
        assertThatThrownBy(() -> builder.categorySplit(0, Branch.LEFT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(required + "0 from -1 to -1");
        assertThatThrownBy(() -> builder.categorySplit(0, Branch.LEFT, 3, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(required + "2 from -1 to 3");
        assertThatThrownBy(() -> builder.categorySplit(0, Branch.LEFT, 1 << 24))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(required + "1 from 16777216 to 16777216");
    }
}
