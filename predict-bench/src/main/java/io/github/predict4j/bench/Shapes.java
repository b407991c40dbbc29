package io.github.predict4j.bench;

import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.Precision;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.tribuo.TribuoModels;
import java.util.Arrays;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.AbstractCARTTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * The five ensembles that the benchmarks compare, each made from seeds.
 *
 * <p>The forests are 100 CART trees of Tribuo of unlimited depth, with half of the features a split, trained on
 * {@link ShapeRows}. The boosted ones are trained by {@link BoostedTrees} on 60,000 rows. Trained trees matter: their
 * paths are skewed, so that random ones would flatter whatever does not depend on branches.
 */
public enum Shapes {
    /** Iris: classes, 1.6 thousand nodes, depth 9. */
    A(ShapeRows.IRIS),
    /** Bike sharing by day: a number, 57 thousand nodes, depth 24. */
    B1(ShapeRows.BIKE_DAILY),
    /** Bike sharing by hour: a number, 1.34 million nodes, depth 33. */
    B2(ShapeRows.BIKE_HOURLY),
    /** Boosted: a probability, 100 trees of depth 6 over 28 features, 12 thousand nodes. */
    C100(ShapeRows.PHYSICS),
    /** The same with 500 trees, 55 thousand nodes. */
    C500(ShapeRows.PHYSICS);

    private static final int FOREST_TREES = 100;

    private final ShapeRows rows;

    Shapes(ShapeRows rows) {
        this.rows = rows;
    }

    /** Returns the names of the features, in their order. */
    public List<String> featureNames() {
        return rows.names();
    }

    /** Returns rows that the ensemble has not seen, one behind the other. */
    public double[] features(int count) {
        return rows.features(count, 99);
    }

    /**
     * Makes the ensemble: takes seconds, B2 and C500 ten or more; where {@link ShapeFiles} has a directory it is made once
     * only.
     */
    public TreeEnsemble ensemble() {
        return ShapeFiles.readOr(this, this::make);
    }

    /** Returns whether Tribuo has trained it. */
    public boolean trainedByTribuo() {
        return rows != ShapeRows.PHYSICS;
    }

    /**
     * Trains the forest and returns it as Tribuo has it.
     *
     * @throws IllegalStateException if {@link #trainedByTribuo} is false
     */
    public Model<?> tribuo() {
        Quiet.tribuo();
        return switch (this) {
            case A -> classifier(150);
            case B1 -> regressor(731);
            case B2 -> regressor(17_379);
            case C100, C500 -> throw new IllegalStateException("Tribuo has not trained " + this);
        };
    }

    private TreeEnsemble make() {
        return switch (this) {
            case C100 -> boosted(100);
            case C500 -> boosted(500);
            case A, B1, B2 ->
                (TreeEnsemble) TribuoModels.convert(tribuo(), rows.names()).model();
        };
    }

    private Model<Label> classifier(int count) {
        var dataset = new MutableDataset<Label>(
                new SimpleDataSourceProvenance("iris", new LabelFactory()), new LabelFactory());
        double[][] data = rows.rows(count, 1);
        for (double[] row : data) {
            add(dataset, row, new Label("kind " + (int) row[rows.width()]));
        }
        var tree = new CARTClassificationTrainer(Integer.MAX_VALUE, 0.5f, 1);
        return new RandomForestTrainer<>(tree, new VotingCombiner(), FOREST_TREES, 1).train(dataset);
    }

    private Model<Regressor> regressor(int count) {
        var dataset = new MutableDataset<Regressor>(
                new SimpleDataSourceProvenance("bike", new RegressionFactory()), new RegressionFactory());
        for (double[] row : rows.rows(count, 2)) {
            add(dataset, row, new Regressor("cnt", row[rows.width()]));
        }
        var tree = new CARTRegressionTrainer(
                Integer.MAX_VALUE, AbstractCARTTrainer.MIN_EXAMPLES, 0, 0.5f, new MeanSquaredError(), 1);
        return new RandomForestTrainer<>(tree, new AveragingCombiner(), FOREST_TREES, 1).train(dataset);
    }

    private <T extends Output<T>> void add(MutableDataset<T> dataset, double[] row, T output) {
        String[] names = rows.names().toArray(String[]::new);
        dataset.add(new ArrayExample<>(output, names, Arrays.copyOf(row, names.length)));
    }

    private TreeEnsemble boosted(int count) {
        Trees trees = new BoostedTrees(rows.rows(60_000, 3), rows.width()).train(count);
        return TreeEnsemble.builder(trees, Aggregation.SUM)
                .precision(Precision.FLOAT)
                .postTransform(PostTransform.LOGISTIC)
                .acceptMissing()
                .build();
    }
}
