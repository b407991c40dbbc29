package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The protocols whose body is an object with rows in one of its members, and whose answer is
 * {@code {"predictions":[…]}}: a bare value for each row, or an object if the query asks for several fields. They never
 * look at {@code Content-Type} for JSON, because their clients send another one or none.
 */
public final class RowsProtocol implements Protocol {
    private static final Set<AnswerField> BY_DEFAULT = EnumSet.of(AnswerField.PREDICTION);

    private final Envelope envelope;
    private final boolean csv;

    private RowsProtocol(Envelope envelope, boolean csv) {
        this.envelope = envelope;
        this.csv = csv;
    }

    /**
     * KServe V1 and TensorFlow Serving: {@code instances} are rows, which are objects, arrays of values in the schema's
     * order or, for one field, values; {@code inputs} are columns or a matrix, answered with {@code outputs}.
     */
    public static RowsProtocol v1() {
        return new RowsProtocol(Envelope.V1, false);
    }

    /**
     * MLflow and SageMaker: one of {@code dataframe_split}, {@code dataframe_records}, {@code instances} and
     * {@code inputs}; or CSV with a header row.
     */
    public static RowsProtocol invocations() {
        return new RowsProtocol(Envelope.INVOCATIONS, true);
    }

    @Override
    public Wording wording() {
        return Wording.ERROR;
    }

    @Override
    public @Nullable Problem fault(RequestHead head) {
        return MediaTypes.encodingFault(head);
    }

    @Override
    public boolean brief(ServedModel model, int length) {
        return model.briefWithoutNames(length);
    }

    @Override
    public Answer answer(ServedModel model, Request request) throws RefusedException {
        Set<AnswerField> fields = Asked.fields(request.head(), model, BY_DEFAULT);
        Workspace workspace = model.workspaces().take(request.head());
        try {
            JsonGenerator out = workspace.json();
            PredictionRows rows = new PredictionRows(model, workspace, out, fields);
            if (csv && MediaTypes.type(request.head()).equals(MediaTypes.CSV)) {
                csv(model, request, rows);
            } else {
                json(model, workspace, request, rows);
            }
            out.flush();
            return Answer.json(workspace.out().take());
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        } finally {
            model.workspaces().giveBack(workspace);
        }
    }

    private void json(ServedModel model, Workspace workspace, Request request, PredictionRows rows)
            throws IOException, RefusedException {
        if (request.length() == 0) {
            throw JsonText.malformed(
                    "empty_body", "the body must be an object with " + envelope.required() + ", found nothing");
        }
        JsonProtocol.TEXT.requireUtf8(workspace.utf8(), request.body(), request.length());
        try (JsonParser in = model.json().createParser(request.body(), 0, request.length())) {
            JsonProtocol.TEXT.read(in, () -> {
                new EnvelopeReader(envelope, model, request, in, rows).read();
                rows.end();
            });
        }
    }

    private static void csv(ServedModel model, Request request, PredictionRows rows)
            throws IOException, RefusedException {
        Problem fault = MediaTypes.streamFault(request.head());
        if (fault != null) {
            throw new RefusedException(fault);
        }
        CsvLibrary.require();
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(request.body(), 0, request.length());
            CsvSource source = new CsvSource(in, model.predictor().schema(), StreamedRows.MAX_ROW);
            rows.begin(false);
            while (next(source, rows)) {
                // each row is taken as it is read
            }
            rows.end();
        } catch (BrokenStreamException e) {
            throw new RefusedException(e.problem());
        }
    }

    private static boolean next(CsvSource source, PredictionRows rows) throws IOException, RefusedException {
        try {
            if (!source.next(rows.row())) {
                return false;
            }
        } catch (RefusedException e) {
            rows.reject(List.of(
                    Fault.ofRow("", rows.rows(), e.problem().code(), e.problem().detail())));
            return true;
        }
        rows.requireRoom();
        rows.add();
        return true;
    }
}
