package io.github.predict4j.http.protocol;

import java.util.Set;

/** What is written for each row, of whatever model. Immutable. */
interface RowForm {
    /** A writer for one request. */
    RowWriter writer(ServedModel model);

    /**
     * Those fields; if it is one, the bare value.
     *
     * @throws IllegalArgumentException if there is none
     */
    static RowForm of(Set<AnswerField> fields) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("an answer must have at least one field, found none");
        }
        int bits = AnswerField.bits(fields);
        return model -> model.writer(bits);
    }

    /** What a shape says. */
    static RowForm of(AnswerShape shape) {
        return model -> new ShapeWriter(model, shape);
    }
}
