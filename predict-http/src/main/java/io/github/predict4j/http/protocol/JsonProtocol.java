package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our own protocol: rows as JSON objects.
 *
 * <p>An object is one row and is answered with one prediction; an array of objects with an array; an object whose first
 * member is an object (pandas' {@code orient="index"}) holds rows under keys and is answered with an object of the same
 * keys in the same order. All or nothing: if any row is at fault there is no prediction, but all faults of all rows.
 */
public final class JsonProtocol implements Protocol {
    private final Set<AnswerField> fields;

    /**
     * @param fields what to say about each row; if it is one, the bare value
     * @throws IllegalArgumentException if there is none
     */
    public JsonProtocol(Set<AnswerField> fields) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("an answer must have at least one field, found none");
        }
        this.fields = Collections.unmodifiableSet(EnumSet.copyOf(fields));
    }

    @Override
    public byte[] answer(ServedModel model, byte[] body) throws RefusedException {
        if (body.length == 0) {
            throw malformed("empty_body", "the body must be a JSON object or array, found nothing");
        }
        Workspace workspace = model.workspaces().take();
        try {
            requireUtf8(workspace, body);
            parse(model, workspace, body);
            return workspace.out().toByteArray();
        } finally {
            model.workspaces().giveBack(workspace);
        }
    }

    private void parse(ServedModel model, Workspace workspace, byte[] body) throws RefusedException {
        try (JsonParser in = model.json().createParser(body);
                JsonGenerator out = model.json().createGenerator(workspace.out())) {
            try {
                new JsonRows(model, workspace, in, out, fields).answer();
            } catch (StreamConstraintsException e) {
                throw malformed("over_limit", overLimit(in));
            } catch (JacksonException e) {
                throw malformed(
                        "malformed_json", "the body must be JSON (RFC 8259), found a fault " + place(e.getLocation()));
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static void requireUtf8(Workspace workspace, byte[] body) throws RefusedException {
        boolean bom = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        if (bom) {
            throw malformed("malformed_json", "the body must be JSON without a byte order mark, found one");
        }
        if (!workspace.isUtf8(body)) {
            throw malformed("malformed_json", "the body must be UTF-8, found bytes that are not");
        }
    }

    static RefusedException malformed(String code, String detail) {
        return new RefusedException(Problem.of(400, code, detail));
    }

    private static String overLimit(JsonParser in) {
        return "the body must have at most " + Json.MAX_NESTING + " levels, " + Json.MAX_NUMBER
                + " characters in a number, " + Json.MAX_STRING + " in a text, " + Json.MAX_NAME
                + " in a name, and no more values than its rows have fields; found more "
                + place(in.currentLocation());
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "in it" : "at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
