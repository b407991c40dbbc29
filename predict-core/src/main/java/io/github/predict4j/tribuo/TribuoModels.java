package io.github.predict4j.tribuo;

import io.github.predict4j.bundle.Provenance;
import io.github.predict4j.model.Model;
import io.github.predict4j.training.Learned;
import java.util.List;
import org.tribuo.common.sgd.AbstractLinearSGDModel;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;

/**
 * Converts trained Tribuo models; the package description says which, and how equal the result is.
 *
 * <p>Only convert models that were trained in this process, or come from a file you trust: what Tribuo does while it reads
 * a model file is not under the control of this library.
 *
 * @since 0.1.0
 */
public final class TribuoModels {

    private TribuoModels() {}

    /**
     * Converts a trained model.
     *
     * <p>Its features become those of the names, whatever order Tribuo keeps them in; a name that the model does not know
     * is a feature it does not use. Labels are in the order of Tribuo's output ids, so that a tie of scores, which the
     * first label wins, ends as with Tribuo; a label that was in no training example is not there. Missing values are not
     * accepted, as Tribuo knows none.
     *
     * <p>Costs O(nodes); for an ensemble its whole serialized form is held in memory for a moment, because there is no
     * other access to its weights.
     *
     * @param model a model for labels or for one number
     * @param names the names of the features, in the order the converted model is to take them
     * @return the converted model; its labels, none for a regression; Tribuo's version and the settings of the trainer
     *     under {@code library} and {@code trainer}
     * @throws IllegalArgumentException if the model is none of those that convert, a feature of the model is not among the
     *     names, a name is there twice, or a number of the model is not finite
     */
    // Whoever calls this has Tribuo; requires transitive would force it on everybody else.
    @SuppressWarnings("exports")
    public static Learned convert(org.tribuo.Model<?> model, List<String> names) {
        Outputs outputs = Outputs.of(model);
        Provenance provenance = TrainerTexts.provenance(model.getProvenance());
        return new Learned(convert(model, names, outputs), outputs.labels(), provenance);
    }

    private static Model convert(org.tribuo.Model<?> model, List<String> names, Outputs outputs) {
        if (model instanceof TreeModel<?> tree) {
            return TreeConversion.single(tree, names, outputs);
        }
        if (model instanceof WeightedEnsembleModel<?> ensemble) {
            return TreeConversion.ensemble(ensemble, names, outputs);
        }
        if (model instanceof AbstractLinearSGDModel<?> linear) {
            return LinearConversion.convert(linear, names, outputs);
        }
        throw new IllegalArgumentException("model must be a tree, an ensemble of trees or a linear SGD model, found "
                + model.getClass().getName());
    }
}
