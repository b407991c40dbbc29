package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a client is told when a request fails: a problem as in RFC 9457, with a code for programs and the faults of all
 * rows.
 *
 * @param status the HTTP status, 400 to 599
 * @param code the kind of problem: {@code invalid_rows}, {@code malformed_json} …; {@code docs/http-api.md} lists them
 * @param detail one sentence: what was required and what was found
 * @param faults the faults of the rows, in order; at most {@value #MAX_FAULTS}
 */
public record Problem(int status, String code, String detail, List<Fault> faults) {
    /** The most faults a problem lists. */
    public static final int MAX_FAULTS = 100;

    /** The media type of {@link #toJson}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Keeps an unchangeable copy of the faults. */
    public Problem {
        faults = List.copyOf(faults);
    }

    /** A problem that is not about rows. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of());
    }

    /** The status in words, as in RFC 9110. */
    public String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 417 -> "Expectation Failed";
            case 422 -> "Unprocessable Content";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> "Internal Server Error";
        };
    }

    /**
     * The problem as a JSON object: {@code type}, {@code title}, {@code status}, {@code detail}, {@code instance},
     * {@code code}, and {@code errors} if there are faults.
     *
     * @param instance the path that was asked for; left out if empty
     */
    public byte[] toJson(String instance) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title());
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            if (!instance.isEmpty()) {
                json.writeStringField("instance", instance);
            }
            json.writeStringField("code", code);
            if (!faults.isEmpty()) {
                Fault.writeAll(json, faults);
            }
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }
}
