package io.github.predict4j.http.protocol;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Our own protocol for streams: rows as CSV or as JSON objects, one a line (NDJSON), answered by a line for each row, in
 * the same order, while more rows arrive. The answer is of the same type, or of the other one if {@code Accept} admits only
 * that. A bad row is answered with its faults. Memory does not depend on the number of rows.
 *
 * <p>CSV needs the library fastcsv; without it such a request is refused with 415.
 */
public final class StreamedRows implements StreamedProtocol {
    /** The longest row, in bytes (CSV: in characters). */
    static final int MAX_ROW = 1 << 20;

    private static final Set<AnswerField> BY_DEFAULT =
            EnumSet.complementOf(EnumSet.of(AnswerField.MODEL, AnswerField.PIPELINE));

    @Override
    public boolean takes(RequestHead head) {
        String type = MediaTypes.type(head);
        return type.equals(MediaTypes.NDJSON) || type.equals(MediaTypes.CSV);
    }

    @Override
    public String mediaType(RequestHead head) throws RefusedException {
        Problem fault = MediaTypes.streamFault(head);
        if (fault != null) {
            throw new RefusedException(fault);
        }
        String asked = MediaTypes.type(head);
        String other = asked.equals(MediaTypes.CSV) ? MediaTypes.NDJSON : MediaTypes.CSV;
        String given = MediaTypes.accepts(head, asked) ? asked : other;
        if (!MediaTypes.accepts(head, given)) {
            throw new RefusedException(Problem.of(
                    406,
                    "not_acceptable",
                    "Accept must admit " + MediaTypes.CSV + " or " + MediaTypes.NDJSON + ", found that it does not"));
        }
        if (asked.equals(MediaTypes.CSV) || given.equals(MediaTypes.CSV)) {
            CsvLibrary.require();
        }
        return given;
    }

    @Override
    public void answer(ServedModel model, RequestHead head, InputStream in, OutputStream out)
            throws IOException, RefusedException {
        if (Asked.onError(head, OnError.REPORT) != OnError.REPORT) {
            throw Asked.refused("on_error of a stream must be report, found fail");
        }
        boolean csv = mediaType(head).equals(MediaTypes.CSV);
        Set<AnswerField> fields = Asked.fields(head, model, BY_DEFAULT);
        if (csv && !BY_DEFAULT.containsAll(fields)) {
            throw Asked.refused("fields of CSV must be about the row, found model or pipeline");
        }
        Workspace workspace = model.workspaces().take(head);
        try {
            WaitingInput input = new WaitingInput(in);
            RowSource source = source(model, head, input);
            Begun begun = new Begun(out);
            if (csv) {
                CsvLineWriter lines =
                        new CsvLineWriter(begun, model.predictor().output(), fields, LineLayout.WITH_FAULTS);
                answer(source, input, new RowStream(workspace, lines, lines, done -> {}), lines, begun);
            } else {
                JsonLineWriter lines =
                        new JsonLineWriter(new PredictionWriter(model, fields), begun, LineLayout.WITH_FAULTS);
                answer(source, input, new RowStream(workspace, lines, lines, done -> {}), lines, begun);
            }
        } finally {
            model.workspaces().giveBack(workspace);
        }
    }

    private static RowSource source(ServedModel model, RequestHead head, InputStream in)
            throws IOException, RefusedException {
        try {
            return MediaTypes.type(head).equals(MediaTypes.CSV)
                    ? new CsvSource(in, model.predictor().schema(), MAX_ROW)
                    : new NdjsonSource(in, model.predictor().schema(), MAX_ROW);
        } catch (BrokenStreamException e) {
            throw new RefusedException(e.problem());
        }
    }

    /** After a stream that broke, an answer that was begun says so where the next row would be, and is not ended. */
    private static <T extends PredictionSink & FaultSink> void answer(
            RowSource source, WaitingInput in, RowStream rows, T lines, Begun begun)
            throws IOException, RefusedException {
        in.beforeWaiting(rows);
        try {
            rows.run(source);
        } catch (BrokenStreamException e) {
            Problem problem = e.problem();
            if (begun.begun) {
                Fault fault = Fault.ofRow("", rows.rows(), problem.code(), problem.detail());
                lines.add(rows.rows(), source.line(), List.of(fault));
                lines.flush();
            }
            throw new RefusedException(problem);
        }
        lines.flush();
    }

    /** Knows whether something was written. */
    private static final class Begun extends FilterOutputStream {
        private boolean begun;

        Begun(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            begun = true;
            out.write(bytes, from, length);
        }
    }
}
