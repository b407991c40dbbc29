package io.github.predict4j.bench.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.model.Thresholds;
import java.io.IOException;

/** Writes a boosted ensemble as XGBoost's JSON model, which 1.6 and 3.4 read. */
final class XgboostJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int NO_PARENT = Integer.MAX_VALUE;

    private XgboostJson() {}

    static byte[] write(Forest forest) throws IOException {
        ObjectNode model = JSON.objectNode();
        ArrayNode trees = JSON.arrayNode();
        ArrayNode info = JSON.arrayNode();
        for (int tree = 0; tree < forest.trees(); tree++) {
            trees.add(tree(forest, tree));
            info.add(0);
        }
        model.putObject("gbtree_model_param")
                .put("num_trees", text(forest.trees()))
                .put("num_parallel_tree", "1")
                .put("size_leaf_vector", "0");
        model.set("tree_info", info);
        model.set("trees", trees);

        ObjectNode root = JSON.objectNode();
        root.putArray("version").add(1).add(6).add(2);
        ObjectNode learner = root.putObject("learner");
        learner.putObject("attributes");
        learner.putArray("feature_names");
        learner.putArray("feature_types");
        learner.putObject("gradient_booster").put("name", "gbtree").set("model", model);
        learner.putObject("learner_model_param")
                .put("base_score", "5E-1")
                .put("num_class", "0")
                .put("num_feature", text(forest.width()))
                .put("num_target", "1");
        learner.putObject("objective")
                .put("name", "binary:logistic")
                .putObject("reg_loss_param")
                .put("scale_pos_weight", "1");
        return new ObjectMapper().writeValueAsBytes(root);
    }

    private static ObjectNode tree(Forest forest, int tree) {
        int count = forest.nodes(tree);
        ObjectNode json = JSON.objectNode();
        json.put("id", tree);
        json.putObject("tree_param")
                .put("num_deleted", "0")
                .put("num_feature", text(forest.width()))
                .put("num_nodes", text(count))
                .put("size_leaf_vector", "0");
        for (String unused :
                new String[] {"categories", "categories_nodes", "categories_segments", "categories_sizes"}) {
            json.putArray(unused);
        }
        Order order = new Order(forest, tree);
        ArrayNode left = json.putArray("left_children");
        ArrayNode right = json.putArray("right_children");
        ArrayNode parents = json.putArray("parents");
        ArrayNode features = json.putArray("split_indices");
        ArrayNode conditions = json.putArray("split_conditions");
        ArrayNode missingLeft = json.putArray("default_left");
        ArrayNode types = json.putArray("split_type");
        ArrayNode weights = json.putArray("base_weights");
        ArrayNode gains = json.putArray("loss_changes");
        ArrayNode hessians = json.putArray("sum_hessian");
        for (int place = 0; place < count; place++) {
            int node = order.nodes[place];
            boolean leaf = forest.leaf(tree, node);
            float condition = leaf ? (float) forest.value(tree, node) : floatThreshold(forest.threshold(tree, node));
            left.add(leaf ? -1 : order.places[forest.left(tree, node)]);
            right.add(leaf ? -1 : order.places[forest.right(tree, node)]);
            parents.add(order.parents[place]);
            features.add(leaf ? 0 : forest.feature(tree, node));
            conditions.add(condition);
            missingLeft.add(leaf ? 0 : 1);
            types.add(0);
            weights.add(leaf ? condition : 0f);
            gains.add(0f);
            hessians.add(1f);
        }
        return json;
    }

    /** Breadth first: XGBoost takes the place behind the left child for the right one, whatever the model says. */
    private static final class Order {
        /** For each place the node there. */
        final int[] nodes;
        /** For each node its place. */
        final int[] places;
        /** For each place that of the parent. */
        final int[] parents;

        private int used = 1;

        Order(Forest forest, int tree) {
            nodes = new int[forest.nodes(tree)];
            places = new int[nodes.length];
            parents = new int[nodes.length];
            parents[0] = NO_PARENT;
            for (int place = 0; place < nodes.length; place++) {
                int node = nodes[place];
                if (!forest.leaf(tree, node)) {
                    add(forest.left(tree, node), place);
                    add(forest.right(tree, node), place);
                }
            }
        }

        private void add(int node, int parent) {
            nodes[used] = node;
            places[node] = used;
            parents[used++] = parent;
        }
    }

    /** The float t with which XGBoost's {@code (float) x < t} is our {@code x <= threshold}. */
    private static float floatThreshold(double threshold) {
        float t = (float) threshold;
        for (float candidate : new float[] {t, Math.nextUp(t)}) {
            if (Thresholds.floatAtLeast(candidate) == threshold) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("a threshold must be one of floats, found " + threshold);
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
