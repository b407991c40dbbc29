package io.github.predict4j.training;

import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.TreeEnsemble;

/** How a model comes to its probabilities, in words for the {@link io.github.predict4j.OutputSchema}. */
final class Probability {
    private static final String UNCALIBRATED = ", not calibrated";

    private Probability() {}

    static String of(Model model) {
        if (model instanceof TreeEnsemble trees) {
            return of(trees.postTransform(), score(trees.aggregation())) + UNCALIBRATED;
        }
        if (model instanceof LinearModel linear) {
            return of(linear.postTransform(), "the linear score") + UNCALIBRATED;
        }
        return "";
    }

    private static String score(Aggregation aggregation) {
        return switch (aggregation) {
            case VOTE -> "the share of the trees' votes";
            case MEAN -> "the mean of the trees' leaves";
            case SUM -> "the sum of the trees' leaves";
        };
    }

    private static String of(PostTransform transform, String score) {
        return switch (transform) {
            case NONE -> score;
            case LOGISTIC -> "the logistic function of " + score;
            case SOFTMAX -> "the softmax of " + score;
            case EXP -> "the exponential of " + score;
        };
    }
}
