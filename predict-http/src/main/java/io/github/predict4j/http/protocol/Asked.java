package io.github.predict4j.http.protocol;

import io.github.predict4j.Task;
import java.util.Locale;
import java.util.Set;

/** What the query of a request asks for: {@code ?fields=prediction,probability&on_error=report}. */
final class Asked {
    private Asked() {}

    /**
     * The fields of the answer.
     *
     * @param byDefault what they are if the query does not say
     * @throws RefusedException if one is none, or not one of such a model
     */
    static Set<AnswerField> fields(RequestHead head, ServedModel model, Set<AnswerField> byDefault)
            throws RefusedException {
        String list = head.query("fields");
        return list == null ? byDefault : fields(list, model);
    }

    /** What is written for each row: the fields that are asked for, or what is by default. */
    static RowForm form(RequestHead head, ServedModel model, RowForm byDefault) throws RefusedException {
        String list = head.query("fields");
        return list == null ? byDefault : RowForm.of(fields(list, model));
    }

    private static Set<AnswerField> fields(String list, ServedModel model) throws RefusedException {
        Set<AnswerField> fields;
        try {
            fields = AnswerField.parse(list);
        } catch (IllegalArgumentException e) {
            throw refused("fields: " + e.getMessage());
        }
        boolean probabilities = fields.contains(AnswerField.PROBABILITY) || fields.contains(AnswerField.PROBABILITIES);
        if (probabilities && model.predictor().output().task() == Task.REGRESSION) {
            throw refused("fields: a regression has no probabilities, found that they are asked for");
        }
        return fields;
    }

    /**
     * What becomes of bad rows.
     *
     * @param byDefault what it is if the query does not say
     */
    static OnError onError(RequestHead head, OnError byDefault) throws RefusedException {
        String asked = head.query("on_error");
        if (asked == null) {
            return byDefault;
        }
        for (OnError one : OnError.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(asked)) {
                return one;
            }
        }
        throw refused("on_error must be fail or report, found another");
    }

    static RefusedException refused(String detail) {
        return new RefusedException(Problem.of(400, "invalid_parameter", detail));
    }
}
