package io.github.predict4j.bench.peers;

import java.util.StringJoiner;

/** Writes a forest with one output as LightGBM's text model: {@code x <= t} goes left, doubles throughout. */
final class LightGbmText {

    private LightGbmText() {}

    static String write(Forest forest) {
        StringBuilder text = new StringBuilder(
                        "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n")
                .append("max_feature_idx=")
                .append(forest.width() - 1)
                .append(forest.boosted() ? "\nobjective=binary sigmoid:1" : "\nobjective=regression\naverage_output")
                .append("\nfeature_names=");
        StringJoiner names = new StringJoiner(" ");
        StringJoiner infos = new StringJoiner(" ");
        for (int j = 0; j < forest.width(); j++) {
            names.add("x" + j);
            infos.add("[-1e300:1e300]");
        }
        text.append(names).append("\nfeature_infos=").append(infos).append("\n\n");
        for (int tree = 0; tree < forest.trees(); tree++) {
            add(text, forest, tree);
        }
        return text.append(
                        "end of trees\n\nfeature_importances:\n\nparameters:\nend of parameters\n\npandas_categorical:null\n")
                .toString();
    }

    private static void add(StringBuilder text, Forest forest, int tree) {
        int[] places = places(forest, tree);
        StringJoiner features = new StringJoiner(" ");
        StringJoiner thresholds = new StringJoiner(" ");
        StringJoiner left = new StringJoiner(" ");
        StringJoiner right = new StringJoiner(" ");
        StringJoiner zeros = new StringJoiner(" ");
        StringJoiner leaves = new StringJoiner(" ");
        StringJoiner ones = new StringJoiner(" ");
        for (int node = 0; node < places.length; node++) {
            if (forest.leaf(tree, node)) {
                leaves.add(Double.toString(forest.value(tree, node)));
                ones.add("1");
            } else {
                features.add(Integer.toString(forest.feature(tree, node)));
                thresholds.add(Double.toString(forest.threshold(tree, node)));
                left.add(Integer.toString(places[forest.left(tree, node)]));
                right.add(Integer.toString(places[forest.right(tree, node)]));
                zeros.add("0");
            }
        }
        text.append("Tree=").append(tree).append("\nnum_leaves=").append((places.length + 1) / 2);
        line(text, "num_cat", "0");
        line(text, "split_feature", features);
        line(text, "split_gain", zeros);
        line(text, "threshold", thresholds);
        line(text, "decision_type", zeros);
        line(text, "left_child", left);
        line(text, "right_child", right);
        line(text, "leaf_value", leaves);
        line(text, "leaf_weight", ones);
        line(text, "leaf_count", ones);
        line(text, "internal_value", zeros);
        line(text, "internal_weight", zeros);
        line(text, "internal_count", zeros);
        text.append("\nis_linear=0\nshrinkage=1\n\n\n");
    }

    private static void line(StringBuilder text, String name, Object values) {
        text.append('\n').append(name).append('=').append(values);
    }

    /** Splits are counted from 0, leaves from -1 downwards. */
    private static int[] places(Forest forest, int tree) {
        int[] places = new int[forest.nodes(tree)];
        int splits = 0;
        int leaves = 0;
        for (int node = 0; node < places.length; node++) {
            places[node] = forest.leaf(tree, node) ? ~leaves++ : splits++;
        }
        return places;
    }
}
