package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Inference of the Open Inference Protocol V2 (KServe, Triton, MLServer), with its extension for raw tensors.
 *
 * <p>An input is a tensor: one for each column, or one matrix of all columns. Whether a body is JSON alone or JSON with
 * raw tensors behind it is told by the header {@code Inference-Header-Content-Length}, never by the Content-Type. All or
 * nothing: if any row is at fault there is no prediction.
 */
public final class OipProtocol implements Protocol {
    private static final JsonText TEXT = new JsonText("the JSON of the body");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");

    private final JsonFactory json;
    private final OipStatistics statistics;

    /**
     * @param maxBytes the longest body of one request
     * @param statistics counts the requests
     */
    public OipProtocol(int maxBytes, OipStatistics statistics) {
        this.json = Json.factory(maxBytes, maxBytes);
        this.statistics = statistics;
    }

    @Override
    public Wording wording() {
        return Wording.ERROR;
    }

    /** The Content-Type does not count: some clients send none, others a wrong one. */
    @Override
    public @Nullable Problem fault(RequestHead head) {
        return MediaTypes.encodingFault(head);
    }

    /** A value has no name beside it, so that a row is as short as a character and a comma for each field. */
    @Override
    public boolean brief(ServedModel model, int length) {
        return model.brief(
                length,
                1L + length / Math.max(1, 2L * model.predictor().schema().size()));
    }

    @Override
    public Answer answer(ServedModel model, Request request) throws RefusedException {
        long queue = request.head().ageNanos();
        long begin = statistics.nanos().getAsLong();
        Workspace workspace = model.workspaces().take(request.head());
        try {
            OipRequest asked = read(model, workspace, request);
            requireInTime(asked, request.head());
            return answer(model, workspace, asked, queue, begin);
        } catch (RefusedException e) {
            statistics.of(model.name(), model.version()).fail(statistics.nanos().getAsLong() - begin);
            throw e;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        } finally {
            model.workspaces().giveBack(workspace);
        }
    }

    private static void requireInTime(OipRequest asked, RequestHead head) throws RefusedException {
        if (asked.timeoutMicros() > 0 && head.ageNanos() / 1000 > asked.timeoutMicros()) {
            throw new RefusedException(
                    Problem.of(504, "deadline", "the answer must be possible within \"timeout\", found it passed"));
        }
    }

    private Answer answer(ServedModel model, Workspace workspace, OipRequest asked, long queue, long begin)
            throws IOException, RefusedException {
        OipColumns columns = asked.columns();
        BatchScores scored = BatchScores.of(model, workspace, columns.rows(), columns, statistics.nanos());
        long evaluated = statistics.nanos().getAsLong();
        int jsonLength = new OipAnswerWriter(model, scored).write(asked, workspace.out());
        boolean json = jsonLength == workspace.out().size();
        List<byte[]> body = workspace.out().take();
        statistics
                .of(model.name(), model.version())
                .success(
                        statistics.millis().getAsLong(),
                        columns.rows(),
                        queue,
                        evaluated - begin - scored.nanos(),
                        scored.nanos(),
                        statistics.nanos().getAsLong() - evaluated);
        return json
                ? Answer.json(body)
                : new Answer(200, Oip.RAW, body, Map.of(Oip.JSON_LENGTH, Integer.toString(jsonLength)));
    }

    private OipRequest read(ServedModel model, Workspace workspace, Request request)
            throws IOException, RefusedException {
        byte[] body = request.body();
        String header = request.head().header(Oip.JSON_LENGTH);
        int jsonLength = jsonLength(header, request.length());
        if (header != null && jsonLength == 0) {
            return raw(model, body, request.length());
        }
        TEXT.requireUtf8(workspace.utf8(), body, jsonLength);
        OipRequestReader reader = new OipRequestReader(json, model, workspace, body, jsonLength, request.length());
        try (JsonParser in = json.createParser(body, 0, jsonLength)) {
            TEXT.read(in, () -> {
                reader.read(in);
                TEXT.requireEnd(in);
            });
        }
        return reader.request();
    }

    private static int jsonLength(@Nullable String header, int length) throws RefusedException {
        if (header == null) {
            return length;
        }
        String digits = header.trim();
        if (!DIGITS.matcher(digits).matches() || Long.parseLong(digits) > length) {
            throw Oip.refused(Oip.JSON_LENGTH + " must be the length of the JSON, 1 to 10 digits and at most the "
                    + length + " bytes of the body; found " + Oip.quote(digits));
        }
        return Integer.parseInt(digits);
    }

    /** No JSON at all: a matrix, in the datatype that the metadata states for numbers. */
    private static OipRequest raw(ServedModel model, byte[] body, int length) throws RefusedException {
        Schema schema = model.predictor().schema();
        int row = Math.max(1, schema.size()) * Double.BYTES;
        if (length % row != 0) {
            throw Oip.refused("a body without JSON must be a matrix of " + schema.size()
                    + " columns in FP64, little-endian, a multiple of " + row + " bytes; found " + length);
        }
        OipElements elements = OipElements.of(OipType.FP64, length / Double.BYTES);
        elements.read(ByteBuffer.wrap(body, 0, length).order(ByteOrder.LITTLE_ENDIAN));
        OipColumns columns = OipColumns.matrix(elements, length / row, schema);
        return new OipRequest(null, columns, OipOutput.wanted(model.predictor().output(), true), -1);
    }
}
