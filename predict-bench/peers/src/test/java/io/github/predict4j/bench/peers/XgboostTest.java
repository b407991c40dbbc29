package io.github.predict4j.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.bench.Shapes;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.Branch;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.Precision;
import io.github.predict4j.model.Scratch;
import io.github.predict4j.model.Thresholds;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.model.TreesBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of leaves are XGBoost's bit for bit, both ways: our ensembles in XGBoost, and XGBoost's model in ours. */
class XgboostTest {

    private static final int FEATURES = 28;
    private static final int ROWS = 4096;

    @ParameterizedTest
    @EnumSource(names = {"C100", "C500"})
    void margins_ourEnsembleWrittenForXgboost_sameBits(Shapes shape) throws Exception {
        Forest forest = Forest.of(shape, ROWS);
        Xgboost theirs = new Xgboost(forest);
        TreeEnsemble ours = withoutPostTransform(forest.ensemble);
        for (int row = 0; row < ROWS; row++) {
            assertThat(margin(ours, forest.row(row))).as("row %d", row).isEqualTo(theirs.margin(row));
        }
        theirs.close();
    }

    @ParameterizedTest(name = "missing values: one in {0}")
    @ValueSource(ints = {Integer.MAX_VALUE, 10})
    void margins_modelThatXgboostTrained_sameBitsOneRowAndBatch(int oneIn) throws Exception {
        float[] rows = rows(oneIn, 1);
        Booster booster = train(rows);
        TreeEnsemble ours = read(booster.toByteArray("json"));
        float[] unseen = rows(oneIn, 2);
        float[][] expected = predict(booster, unseen);
        double[] features = new double[unseen.length];
        for (int i = 0; i < unseen.length; i++) {
            features[i] = unseen[i];
        }
        double[] batch = new double[ROWS];
        ours.score(features, ROWS, batch, ours.newScratch(ROWS));
        for (int row = 0; row < ROWS; row++) {
            double[] one = Arrays.copyOfRange(features, row * FEATURES, (row + 1) * FEATURES);
            assertThat(batch[row]).as("row %d of a batch", row).isEqualTo(expected[row][0]);
            assertThat(margin(ours, one)).as("row %d", row).isEqualTo(expected[row][0]);
        }
        booster.dispose();
    }

    @Test
    void write_siblings_areSideBySideAsXgboostTakesThemToBe() throws Exception {
        JsonNode model = new ObjectMapper().readTree(XgboostJson.write(Forest.of(Shapes.C100, 1)));
        for (JsonNode tree : model.at("/learner/gradient_booster/model/trees")) {
            for (int node = 0; node < tree.get("left_children").size(); node++) {
                int left = tree.get("left_children").get(node).intValue();
                int right = tree.get("right_children").get(node).intValue();
                assertThat(right).isEqualTo(left < 0 ? left : left + 1);
            }
        }
    }

    private static double margin(TreeEnsemble ensemble, double[] row) {
        double[] out = new double[1];
        Scratch scratch = ensemble.newScratch(1);
        ensemble.score(row, 1, out, scratch);
        return out[0];
    }

    private static TreeEnsemble withoutPostTransform(TreeEnsemble ensemble) {
        return TreeEnsemble.builder(ensemble.trees(), Aggregation.SUM)
                .precision(Precision.FLOAT)
                .acceptMissing()
                .build();
    }

    /** Rows of the boosted shapes, of whose values one in so many is missing. */
    private static float[] rows(int oneIn, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] features = Shapes.C100.features(2 * ROWS);
        float[] rows = new float[ROWS * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            float value = (float) features[(int) (seed - 1) * rows.length + i];
            rows[i] = random.nextInt(oneIn) == 0 ? Float.NaN : value;
        }
        return rows;
    }

    private static Booster train(float[] rows) throws XGBoostError {
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            float first = rows[row * FEATURES + 21];
            float second = rows[row * FEATURES + 22];
            labels[row] = (Float.isNaN(first) ? 1 : first) > (Float.isNaN(second) ? 0.5f : second) ? 1 : 0;
        }
        DMatrix matrix = new DMatrix(rows, ROWS, FEATURES, Float.NaN);
        matrix.setLabel(labels);
        Map<String, Object> parameters = Map.of(
                "objective", "binary:logistic", "max_depth", 6, "tree_method", "hist", "base_score", 0.5, "nthread", 1);
        Booster booster = XGBoost.train(matrix, parameters, 60, Map.of(), null, null);
        matrix.dispose();
        return booster;
    }

    private static float[][] predict(Booster booster, float[] rows) throws XGBoostError {
        DMatrix matrix = new DMatrix(rows, ROWS, FEATURES, Float.NaN);
        float[][] margins = booster.predict(matrix, true);
        matrix.dispose();
        return margins;
    }

    /** XGBoost's JSON model as an ensemble of sums. */
    private static TreeEnsemble read(byte[] json) throws IOException {
        TreesBuilder trees = Trees.builder(FEATURES, 1);
        for (JsonNode tree : new ObjectMapper().readTree(json).at("/learner/gradient_booster/model/trees")) {
            add(trees.startTree(0), tree, 0);
        }
        return TreeEnsemble.builder(trees.build(), Aggregation.SUM)
                .precision(Precision.FLOAT)
                .postTransform(PostTransform.NONE)
                .acceptMissing()
                .build();
    }

    private static void add(TreesBuilder trees, JsonNode tree, int node) {
        float condition = (float) tree.get("split_conditions").get(node).doubleValue();
        int left = tree.get("left_children").get(node).intValue();
        if (left < 0) {
            trees.leaf(condition);
            return;
        }
        boolean missingLeft = tree.get("default_left").get(node).asInt() == 1;
        trees.split(
                tree.get("split_indices").get(node).intValue(),
                Thresholds.floatAtLeast(condition),
                missingLeft ? Branch.LEFT : Branch.RIGHT);
        add(trees, tree, left);
        add(trees, tree, tree.get("right_children").get(node).intValue());
    }
}
