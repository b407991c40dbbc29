package io.github.predict4j.http.protocol;

import io.github.predict4j.schema.Row;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row in the query: {@code ?sepal_length=5.1&sepal_width=3.5}. Texts are read as each field's type says; an empty one
 * is a missing value. A body is passed over.
 */
public final class QueryProtocol implements Protocol {
    private final RowForm form;

    private QueryProtocol(RowForm form) {
        this.form = form;
    }

    /**
     * Answers with fields of the prediction.
     *
     * @param fields what to say; if it is one, the bare value
     * @throws IllegalArgumentException if there is none
     */
    public static QueryProtocol of(Set<AnswerField> fields) {
        return new QueryProtocol(RowForm.of(fields));
    }

    /** Answers in a form of the owner's own. */
    public static QueryProtocol of(AnswerShape shape) {
        return new QueryProtocol(RowForm.of(shape));
    }

    @Override
    public Wording wording() {
        return Wording.PROBLEM;
    }

    @Override
    public @Nullable Problem fault(RequestHead head) {
        return MediaTypes.acceptFault(head);
    }

    @Override
    public Answer answer(ServedModel model, Request request) throws RefusedException {
        return OneRow.answer(model, form, row -> fill(row, request.head()), field -> "/" + Fault.escape(field));
    }

    private static void fill(Row row, RequestHead head) {
        head.queries().forEach((name, texts) -> {
            row.parse(name, texts.get(0));
            if (texts.size() > 1) {
                row.duplicate(name);
            }
        });
    }
}
