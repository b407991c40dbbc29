package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row as a list of values in the order of the schema, under a key: {@code {"features":[5.1,3.5,1.4,0.2]}}. */
public final class ListProtocol implements Protocol {
    private final String key;
    private final RowForm form;

    private ListProtocol(String key, RowForm form) {
        this.key = key;
        this.form = form;
    }

    /**
     * Answers with fields of the prediction.
     *
     * @param key the member that is the list
     * @param fields what to say; if it is one, the bare value
     * @throws IllegalArgumentException if there is none
     */
    public static ListProtocol of(String key, Set<AnswerField> fields) {
        return new ListProtocol(key, RowForm.of(fields));
    }

    /** Answers in a form of the owner's own. */
    public static ListProtocol of(String key, AnswerShape shape) {
        return new ListProtocol(key, RowForm.of(shape));
    }

    @Override
    public Wording wording() {
        return Wording.PROBLEM;
    }

    @Override
    public @Nullable Problem fault(RequestHead head) {
        return MediaTypes.fault(head);
    }

    @Override
    public Answer answer(ServedModel model, Request request) throws RefusedException {
        return OneRow.answer(
                model,
                form,
                row -> parse(model, request, row),
                field -> "/" + Fault.escape(key) + "/"
                        + model.predictor().schema().indexOf(field));
    }

    private void parse(ServedModel model, Request request, Row row) throws RefusedException {
        JsonProtocol.requireBody(request);
        JsonProtocol.TEXT.requireUtf8(new Utf8(), request.body(), request.length());
        try (JsonParser in = model.json().createParser(request.body(), 0, request.length())) {
            JsonProtocol.TEXT.read(in, () -> {
                read(in, row);
                JsonProtocol.TEXT.requireEnd(in);
            });
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private void read(JsonParser in, Row row) throws IOException, RefusedException {
        boolean begins = in.nextToken() == JsonToken.START_OBJECT
                && in.nextToken() == JsonToken.FIELD_NAME
                && in.currentName().equals(key)
                && in.nextToken() == JsonToken.START_ARRAY;
        if (!begins) {
            throw refuse(row, "something else");
        }
        List<Field> fields = row.schema().fields();
        int found = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (found < fields.size()) {
                JsonRow.value(in, found, fields.get(found).name(), row);
            } else {
                in.skipChildren();
            }
            found++;
        }
        if (found != fields.size()) {
            throw refuse(row, "a list of " + found);
        }
        if (in.nextToken() != JsonToken.END_OBJECT) {
            throw refuse(row, "more than that");
        }
    }

    private RefusedException refuse(Row row, String found) {
        Faults faults = new Faults();
        faults.add(Fault.ofRow(
                "",
                0,
                Fault.NOT_A_ROW,
                "required an object with nothing but the list \"" + key + "\" of "
                        + row.schema().size() + " values, found " + found));
        return faults.refuse(1);
    }
}
