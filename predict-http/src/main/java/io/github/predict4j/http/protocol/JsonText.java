package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What every JSON text from outside has to pass, a request's body as well as a line of a file, and what is said where it
 * does not.
 *
 * @param what what the text is called: "the body"
 */
record JsonText(String what) {
    /** Reads a text from its parser, which the text in memory never lets down. */
    interface Reading {
        void read() throws IOException, RefusedException;
    }

    /** The text starts with no byte order mark and is UTF-8. */
    void requireUtf8(Utf8 utf8, byte[] text, int length) throws RefusedException {
        boolean bom = length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
        if (bom) {
            throw malformed("malformed_json", what + " must be JSON without a byte order mark, found one");
        }
        if (!utf8.isUtf8(text, length)) {
            throw malformed("malformed_json", what + " must be UTF-8, found bytes that are not");
        }
    }

    /** Reads; what the parser stumbles over becomes a refusal, without its words. */
    void read(JsonParser in, Reading reading) throws RefusedException {
        try {
            reading.read();
        } catch (StreamConstraintsException e) {
            throw malformed("over_limit", overLimit(in));
        } catch (JacksonException e) {
            throw malformed(
                    "malformed_json", what + " must be JSON (RFC 8259), found a fault " + place(e.getLocation()));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** Nothing but space follows the value that was read. */
    void requireEnd(JsonParser in) throws IOException, RefusedException {
        boolean more;
        try {
            more = in.nextToken() != null;
        } catch (JacksonException e) {
            more = true;
        }
        if (more) {
            throw malformed("trailing_text", what + " must be one JSON value, found text after it");
        }
    }

    static RefusedException malformed(String code, String detail) {
        return new RefusedException(Problem.of(400, code, detail));
    }

    private String overLimit(JsonParser in) {
        return what + " must have at most " + Json.MAX_NESTING + " levels, " + Json.MAX_NUMBER
                + " characters in a number, " + Json.MAX_STRING + " in a text, " + Json.MAX_NAME
                + " in a name, and no more values than its rows have fields; found more "
                + place(in.currentLocation());
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "in it" : "at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
