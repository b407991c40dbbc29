package io.github.predict4j.http.protocol;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import java.util.List;
import java.util.Locale;

/** The tensors that answer a request, under the names that MLServer gives those of scikit-learn's models. */
enum OipOutput {
    /** The label of each row, or the number. */
    PREDICT,
    /** The probability of every label of each row, in the order of the labels; classifications only. */
    PREDICT_PROBA;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The name on the wire. */
    String key() {
        return key;
    }

    OipType type(OutputSchema output) {
        return this == PREDICT && output.task() == Task.CLASSIFICATION ? OipType.BYTES : OipType.FP64;
    }

    /** The second dimension; the first is the number of rows. */
    int columns(OutputSchema output) {
        return this == PREDICT ? 1 : output.size();
    }

    /** The outputs that such a model has. */
    static List<OipOutput> of(OutputSchema output) {
        return output.task() == Task.CLASSIFICATION ? List.of(PREDICT, PREDICT_PROBA) : List.of(PREDICT);
    }

    /** All outputs of such a model. */
    static List<OipRequest.Wanted> wanted(OutputSchema output, boolean binary) {
        return of(output).stream()
                .map(one -> new OipRequest.Wanted(one, binary))
                .toList();
    }

    /** The output of that name. */
    static OipOutput of(String name, OutputSchema output) throws RefusedException {
        List<OipOutput> known = of(output);
        for (OipOutput one : known) {
            if (one.key().equals(name)) {
                return one;
            }
        }
        throw Oip.refused("an output must be one of " + String.join(", ", keys(known)) + ", found " + Oip.quote(name));
    }

    private static List<String> keys(List<OipOutput> outputs) {
        return outputs.stream().map(OipOutput::key).toList();
    }
}
