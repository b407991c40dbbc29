package io.github.predict4j.http.protocol;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** The whole answer to a request. */
public final class Answer {
    /** The media type of JSON, without parameters: some clients compare it for equality. */
    public static final String JSON = "application/json";

    private final int status;
    private final String mediaType;
    private final List<byte[]> parts;
    private final Map<String, String> headers;

    /**
     * @param status the HTTP status
     * @param mediaType the Content-Type
     * @param body the body, handed over: not to be changed any more
     * @param headers headers beside those that every answer has
     */
    public Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {
        this(status, mediaType, List.of(body), headers);
    }

    /**
     * An answer whose body is in parts, which no garbage collector has to find room for in one place.
     *
     * @param parts the body: at least one, which is empty only if the body is; handed over, not to be changed any more
     */
    Answer(int status, String mediaType, List<byte[]> parts, Map<String, String> headers) {
        this.status = status;
        this.mediaType = mediaType;
        this.parts = parts;
        this.headers = headers;
    }

    /** A success in JSON. */
    public static Answer json(byte[] body) {
        return new Answer(200, JSON, body, Map.of());
    }

    /** A success in JSON. */
    static Answer json(List<byte[]> parts) {
        return new Answer(200, JSON, parts, Map.of());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The Content-Type. */
    public String mediaType() {
        return mediaType;
    }

    /** The body in parts, themselves and not copies; at least one, which is empty only if the body is. */
    public List<byte[]> parts() {
        return parts;
    }

    /** The body; if it is in one part, that part and not a copy. */
    public byte[] body() {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parts.forEach(body::writeBytes);
        return body.toByteArray();
    }

    /** Headers beside those that every answer has. */
    public Map<String, String> headers() {
        return headers;
    }
}
