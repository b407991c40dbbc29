package io.github.predict4j.bundle;

import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.Precision;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.pipeline.State;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Set;

/** The models a bundle can carry, as {@link State}. */
final class ModelState {
    static final String TREES = "tree_ensemble";
    static final String LINEAR = "linear";

    private static final Set<String> TREE_KEYS = Set.of(
            "inputs",
            "outputs",
            "aggregation",
            "precision",
            "post_transform",
            "accepts_missing",
            "tree_weights",
            "base_values",
            "roots",
            "tree_outputs",
            "features",
            "thresholds",
            "left",
            "right",
            "flags",
            "category_starts",
            "category_words",
            "leaf_values");
    private static final Set<String> LINEAR_KEYS = Set.of("weights", "biases", "post_transform");

    private ModelState() {}

    static String kind(Model model) {
        if (model instanceof TreeEnsemble) {
            return TREES;
        } else if (model instanceof LinearModel) {
            return LINEAR;
        }
        throw new IllegalArgumentException("a bundle carries a TreeEnsemble or a LinearModel, found a "
                + model.getClass().getName());
    }

    static State of(Model model) {
        return model instanceof TreeEnsemble ensemble ? trees(ensemble) : linear((LinearModel) model);
    }

    static Model read(String kind, State state, ReadLimits limits) throws BundleException {
        return switch (kind) {
            case TREES -> trees(state.requireKeys(TREE_KEYS), limits);
            case LINEAR -> linear(state.requireKeys(LINEAR_KEYS));
            default ->
                throw BundleException.corrupt(
                        "section \"model\": kind must be " + TREES + " or " + LINEAR + ", found " + kind);
        };
    }

    private static State linear(LinearModel model) {
        return State.builder()
                .put("weights", model.weights())
                .put("biases", model.biases())
                .put("post_transform", model.postTransform())
                .build();
    }

    private static LinearModel linear(State state) {
        return LinearModel.of(
                state.numbers("weights"), state.numbers("biases"), state.choice("post_transform", PostTransform.class));
    }

    private static State trees(TreeEnsemble ensemble) {
        Trees trees = ensemble.trees();
        return State.builder()
                .put("inputs", (long) trees.inputSize())
                .put("outputs", (long) trees.outputSize())
                .put("aggregation", ensemble.aggregation())
                .put("precision", ensemble.precision())
                .put("post_transform", ensemble.postTransform())
                .put("accepts_missing", ensemble.acceptsMissing())
                .put("tree_weights", ensemble.treeWeights())
                .put("base_values", ensemble.baseValues())
                .put("roots", array(trees.roots()))
                .put("tree_outputs", array(trees.treeOutputs()))
                .put("features", array(trees.splitFeatures()))
                .put("thresholds", array(trees.thresholds()))
                .put("left", array(trees.left()))
                .put("right", array(trees.right()))
                .put("flags", array(trees.flags()))
                .put("category_starts", array(trees.categoryStarts()))
                .put("category_words", array(trees.categoryWords()))
                .put("leaf_values", array(trees.leafValues()))
                .build();
    }

    private static TreeEnsemble trees(State state, ReadLimits limits) throws BundleException {
        IntBuffer roots = state.intView("roots");
        IntBuffer features = state.intView("features");
        int inputs = state.integer("inputs", 1, Integer.MAX_VALUE);
        int outputs = state.integer("outputs", 1, Integer.MAX_VALUE);
        ReadLimits.check("trees", roots.remaining(), limits.trees());
        ReadLimits.check("nodes", features.remaining(), limits.nodes());
        ReadLimits.check("fields", inputs, limits.fields());
        ReadLimits.check("categories", outputs, limits.categories());
        Trees trees = Trees.of(
                inputs,
                outputs,
                roots,
                state.intView("tree_outputs"),
                features,
                state.numberView("thresholds"),
                state.intView("left"),
                state.intView("right"),
                state.byteView("flags"),
                state.intView("category_starts"),
                state.longView("category_words"),
                state.numberView("leaf_values"));
        TreeEnsemble.Builder ensemble = TreeEnsemble.builder(trees, state.choice("aggregation", Aggregation.class))
                .treeWeights(state.numbers("tree_weights"))
                .baseValues(state.numbers("base_values"))
                .precision(state.choice("precision", Precision.class))
                .postTransform(state.choice("post_transform", PostTransform.class));
        return state.flag("accepts_missing") ? ensemble.acceptMissing().build() : ensemble.build();
    }

    private static int[] array(IntBuffer buffer) {
        int[] array = new int[buffer.remaining()];
        buffer.get(array);
        return array;
    }

    private static long[] array(LongBuffer buffer) {
        long[] array = new long[buffer.remaining()];
        buffer.get(array);
        return array;
    }

    private static double[] array(DoubleBuffer buffer) {
        double[] array = new double[buffer.remaining()];
        buffer.get(array);
        return array;
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] array = new byte[buffer.remaining()];
        buffer.get(array);
        return array;
    }
}
