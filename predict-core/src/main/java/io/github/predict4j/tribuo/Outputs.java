package io.github.predict4j.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.regression.Regressor;

/**
 * What a Tribuo model predicts.
 *
 * @param labels the labels in the order of Tribuo's ids; empty for a regression of one number
 */
record Outputs(List<String> labels) {

    Outputs {
        labels = List.copyOf(labels);
    }

    /** Reads the outputs of a model, and refuses what is neither labels nor one number. */
    static Outputs of(Model<?> model) {
        ImmutableOutputInfo<?> info = model.getOutputIDInfo();
        List<String> labels = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (int id = 0; id < info.size(); id++) {
            Object output = info.getOutput(id);
            if (output instanceof Label label) {
                labels.add(label.getLabel());
            } else if (output instanceof Regressor regressor) {
                numbers.addAll(Arrays.asList(regressor.getNames()));
            } else {
                throw new IllegalArgumentException("outputs of a model must be labels or one number, found "
                        + output.getClass().getName());
            }
        }
        if (numbers.size() > 1) {
            throw new IllegalArgumentException(
                    "regression must have one output, found " + numbers.size() + ": " + String.join(", ", numbers));
        }
        return new Outputs(labels);
    }

    boolean classification() {
        return !labels.isEmpty();
    }

    int size() {
        return classification() ? labels.size() : 1;
    }

    /** The place of a label. */
    int indexOf(Label label) {
        int index = labels.indexOf(label.getLabel());
        if (index < 0) {
            throw new IllegalArgumentException(
                    "label of a leaf must be one of the model's " + labels + ", found '" + label.getLabel() + "'");
        }
        return index;
    }
}
