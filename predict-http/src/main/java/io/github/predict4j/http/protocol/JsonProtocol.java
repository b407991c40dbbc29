package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our own protocol: rows as JSON objects.
 *
 * <p>An object is one row and is answered with one prediction; an array of objects with an array; an object whose first
 * member is an object (pandas' {@code orient="index"}) holds rows under keys and is answered with an object of the same
 * keys in the same order. All or nothing: if any row is at fault there is no prediction, but all faults of all rows; with
 * {@code ?on_error=report} each bad row is answered with its faults instead.
 */
public final class JsonProtocol implements Protocol {
    static final JsonText TEXT = new JsonText("the body");

    private final RowForm form;
    private final boolean asks;

    /** All fields, unless a request's query asks for others: {@code ?fields=prediction,probability}. */
    public JsonProtocol() {
        this(RowForm.of(AnswerField.all()), true);
    }

    private JsonProtocol(RowForm form, boolean asks) {
        this.form = form;
        this.asks = asks;
    }

    /**
     * Always the same answer, whatever a request's query asks for.
     *
     * @param fields what to say about each row; if it is one, the bare value
     * @throws IllegalArgumentException if there is none
     */
    public JsonProtocol(Set<AnswerField> fields) {
        this(RowForm.of(fields), false);
    }

    /**
     * {@link #JsonProtocol(Set)} in another shape.
     *
     * @param shape what to say about each row
     */
    public JsonProtocol(AnswerShape shape) {
        this(RowForm.of(shape), false);
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
        requireBody(request);
        RowForm asked = asks ? Asked.form(request.head(), model, form) : form;
        OnError onError = asks ? Asked.onError(request.head(), OnError.FAIL) : OnError.FAIL;
        Workspace workspace = model.workspaces().take(request.head());
        try {
            TEXT.requireUtf8(workspace.utf8(), request.body(), request.length());
            parse(model, workspace, request, asked, onError);
            return Answer.json(workspace.out().take());
        } finally {
            model.workspaces().giveBack(workspace);
        }
    }

    static void requireBody(Request request) throws RefusedException {
        if (request.length() == 0) {
            throw JsonText.malformed("empty_body", "the body must be a JSON object or array, found nothing");
        }
    }

    private static void parse(ServedModel model, Workspace workspace, Request request, RowForm form, OnError onError)
            throws RefusedException {
        try (JsonParser in = model.json().createParser(request.body(), 0, request.length())) {
            JsonGenerator out = workspace.json();
            TEXT.read(in, () -> new JsonRows(model, workspace, in, out, form.writer(model), onError).answer());
            out.flush();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
