package io.github.predict4j.bench.peers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmg.pmml.DataDictionary;
import org.dmg.pmml.DataField;
import org.dmg.pmml.DataType;
import org.dmg.pmml.Header;
import org.dmg.pmml.MiningField;
import org.dmg.pmml.MiningFunction;
import org.dmg.pmml.MiningSchema;
import org.dmg.pmml.OpType;
import org.dmg.pmml.PMML;
import org.dmg.pmml.Predicate;
import org.dmg.pmml.SimplePredicate;
import org.dmg.pmml.True;
import org.dmg.pmml.mining.MiningModel;
import org.dmg.pmml.mining.Segment;
import org.dmg.pmml.mining.Segmentation;
import org.dmg.pmml.tree.BranchNode;
import org.dmg.pmml.tree.LeafNode;
import org.dmg.pmml.tree.Node;
import org.dmg.pmml.tree.TreeModel;
import org.jpmml.evaluator.Computable;
import org.jpmml.evaluator.Evaluator;
import org.jpmml.evaluator.ModelEvaluatorBuilder;
import org.jpmml.evaluator.visitors.AttributeOptimizerBattery;
import org.jpmml.evaluator.visitors.ElementOptimizerBattery;

/** JPMML: the forest as a PMML mining model of tree models, doubles throughout, with the library's optimisers applied. */
final class Jpmml implements Peer {
    private final Forest forest;
    private final Evaluator evaluator;
    private final List<Map<String, Object>> rows;

    Jpmml(Forest forest) {
        this.forest = forest;
        PMML pmml = pmml();
        new AttributeOptimizerBattery().applyTo(pmml);
        new ElementOptimizerBattery().applyTo(pmml);
        evaluator = new ModelEvaluatorBuilder(pmml).build();
        evaluator.verify();
        rows = IntStream.range(0, forest.count()).mapToObj(this::row).toList();
    }

    private Map<String, Object> row(int row) {
        Map<String, Object> values = new HashMap<>();
        double[] features = forest.row(row);
        for (int j = 0; j < features.length; j++) {
            values.put(name(j), features[j]);
        }
        return values;
    }

    private PMML pmml() {
        DataDictionary dictionary = new DataDictionary();
        for (int j = 0; j < forest.width(); j++) {
            dictionary.addDataFields(new DataField(name(j), OpType.CONTINUOUS, DataType.DOUBLE));
        }
        Segmentation trees = new Segmentation()
                .setMultipleModelMethod(
                        forest.boosted()
                                ? Segmentation.MultipleModelMethod.SUM
                                : Segmentation.MultipleModelMethod.AVERAGE);
        for (int tree = 0; tree < forest.trees(); tree++) {
            TreeModel model = new TreeModel(MiningFunction.REGRESSION, schema(), node(tree, 0, True.INSTANCE))
                    .setSplitCharacteristic(TreeModel.SplitCharacteristic.BINARY_SPLIT);
            trees.addSegments(new Segment(True.INSTANCE, model));
        }
        MiningModel model = new MiningModel(MiningFunction.REGRESSION, schema()).setSegmentation(trees);
        return new PMML("4.4", new Header(), dictionary).addModels(model);
    }

    private MiningSchema schema() {
        MiningSchema schema = new MiningSchema();
        for (int j = 0; j < forest.width(); j++) {
            schema.addMiningFields(new MiningField(name(j)));
        }
        return schema;
    }

    private Node node(int tree, int node, Predicate predicate) {
        if (forest.leaf(tree, node)) {
            return new LeafNode(forest.value(tree, node), predicate);
        }
        String name = name(forest.feature(tree, node));
        double t = forest.threshold(tree, node);
        return new BranchNode(null, predicate)
                .addNodes(
                        node(
                                tree,
                                forest.left(tree, node),
                                new SimplePredicate(name, SimplePredicate.Operator.LESS_OR_EQUAL, t)),
                        node(
                                tree,
                                forest.right(tree, node),
                                new SimplePredicate(name, SimplePredicate.Operator.GREATER_THAN, t)));
    }

    private static String name(int feature) {
        return "x" + feature;
    }

    @Override
    public double one(int row) {
        Object result = evaluator.evaluate(rows.get(row)).values().iterator().next();
        Object number = result instanceof Computable computable ? computable.getResult() : result;
        double value = ((Number) number).doubleValue();
        return forest.boosted() ? 1 / (1 + Math.exp(-value)) : value;
    }
}
