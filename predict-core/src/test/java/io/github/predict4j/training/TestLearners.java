package io.github.predict4j.training;

import io.github.predict4j.bundle.Provenance;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import java.util.List;
import java.util.stream.IntStream;

/** Learners whose models one can work out by hand. */
final class TestLearners {
    private TestLearners() {}

    /** Predicts the mean of the target, whatever the features. */
    static Learned mean(double[] features, List<String> names, Target target) {
        double mean = IntStream.range(0, target.size())
                .mapToDouble(target::value)
                .average()
                .orElseThrow();
        return new Learned(
                LinearModel.of(new double[names.size()], new double[] {mean}, PostTransform.NONE),
                List.of(),
                Provenance.NONE.with("learner", "mean"));
    }

    /** Predicts the first label where the first feature is at most 0, and else the second. */
    static Learned sign(double[] features, List<String> names, Target target) {
        Trees trees = Trees.builder(names.size(), target.labels().size())
                .startClassTree()
                .split(0, 0)
                .leafClass(0)
                .leafClass(1)
                .build();
        return new Learned(
                TreeEnsemble.builder(trees, Aggregation.VOTE).build(),
                target.labels(),
                Provenance.NONE.with("learner", "sign"));
    }
}
