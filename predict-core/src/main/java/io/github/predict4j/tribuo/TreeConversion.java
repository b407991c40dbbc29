package io.github.predict4j.tribuo;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.model.TreesBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.protos.core.WeightedEnsembleModelProto;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.IndependentRegressionTreeModel;

/** Converts trees and ensembles of trees. Tribuo, too, goes right if and only if a feature is greater. */
final class TreeConversion {

    private final List<String> names;
    private final Outputs outputs;
    private final TreesBuilder trees;

    private TreeConversion(List<String> names, Outputs outputs) {
        this.names = names;
        this.outputs = outputs;
        this.trees = Trees.builder(names.size(), outputs.size());
    }

    /** A tree alone: the mean of one tree is what its leaf holds. */
    static TreeEnsemble single(TreeModel<?> tree, List<String> names, Outputs outputs) {
        TreeConversion conversion = new TreeConversion(names, outputs);
        if (outputs.classification()) {
            conversion.trees.startVectorTree();
            conversion.add(tree, conversion::addDistribution);
        } else {
            conversion.trees.startTree(0);
            conversion.add(tree, conversion::addValue);
        }
        return TreeEnsemble.builder(conversion.trees.build(), Aggregation.MEAN).build();
    }

    /** An ensemble: each tree votes with its weight for the label of its leaf, or adds to the weighted mean. */
    static TreeEnsemble ensemble(WeightedEnsembleModel<?> model, List<String> names, Outputs outputs) {
        WeightedEnsembleModelProto form = serialized(model);
        requireCombiner(form.getCombiner().getClassName(), outputs);
        TreeConversion conversion = new TreeConversion(names, outputs);
        List<? extends Model<?>> members = model.getModels();
        double[] weights = new double[members.size()];
        for (int i = 0; i < weights.length; i++) {
            conversion.addMember(i, members.get(i));
            weights[i] = form.getWeights(i);
        }
        Aggregation aggregation = outputs.classification() ? Aggregation.VOTE : Aggregation.MEAN;
        return TreeEnsemble.builder(conversion.trees.build(), aggregation)
                .treeWeights(weights)
                .build();
    }

    private void addMember(int place, Model<?> member) {
        if (!(member instanceof TreeModel<?> tree)) {
            throw new IllegalArgumentException("members of an ensemble must be trees, found "
                    + member.getClass().getName() + " as member " + place);
        }
        if (outputs.classification()) {
            trees.startClassTree();
            add(tree, leaf -> trees.leafClass(outputs.indexOf((Label) leaf.getOutput())));
        } else {
            trees.startTree(0);
            add(tree, this::addValue);
        }
    }

    /* What one leaf becomes. */
    private interface LeafConversion {
        void add(LeafNode<?> leaf);
    }

    /** Adds the nodes of a tree in pre-order, left before right; a stack, because trees may be deep. */
    private void add(TreeModel<?> tree, LeafConversion leaves) {
        int[] columns = Columns.of(tree.getFeatureIDMap(), names);
        Deque<Node<?>> open = new ArrayDeque<>();
        open.push(root(tree));
        while (!open.isEmpty()) {
            Node<?> node = open.pop();
            if (node instanceof SplitNode<?> split) {
                trees.split(columns[split.getFeatureID()], split.splitValue());
                open.push(split.getGreaterThan());
                open.push(split.getLessThanOrEqual());
            } else {
                leaves.add((LeafNode<?>) node);
            }
        }
    }

    /** The root, which a regression tree has for each of its outputs: {@link Outputs} has made sure it is one. */
    private static Node<?> root(TreeModel<?> tree) {
        return tree instanceof IndependentRegressionTreeModel regression
                ? regression.getRoots().values().iterator().next()
                : tree.getRoot();
    }

    private void addValue(LeafNode<?> leaf) {
        trees.leaf(((Regressor) leaf.getOutput()).getValues()[0]);
    }

    private void addDistribution(LeafNode<?> leaf) {
        Map<String, ?> distribution = leaf.getDistribution();
        double[] scores = new double[outputs.size()];
        for (int k = 0; k < scores.length; k++) {
            Object score = distribution.get(outputs.labels().get(k));
            if (!(score instanceof Label label)) {
                throw new IllegalArgumentException("leaf must have a score for each label of " + outputs.labels()
                        + ", found " + distribution.keySet());
            }
            scores[k] = label.getScore();
        }
        trees.leaf(scores);
    }

    private static void requireCombiner(String found, Outputs outputs) {
        String required = (outputs.classification() ? VotingCombiner.class : AveragingCombiner.class).getName();
        if (!found.equals(required)) {
            throw new IllegalArgumentException("combiner of an ensemble must be " + required + ", found " + found);
        }
    }

    /** Weights and combiner of an ensemble are public only in its serialized form. */
    private static WeightedEnsembleModelProto serialized(WeightedEnsembleModel<?> model) {
        try {
            return model.serialize().getSerializedData().unpack(WeightedEnsembleModelProto.class);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Tribuo's own serialized form must be readable", e);
        }
    }
}
