package io.github.predict4j.http.protocol;

import java.util.Map;

/** The whole answer to a request. */
public final class Answer {
    /** The media type of JSON, without parameters: some clients compare it for equality. */
    public static final String JSON = "application/json";

    private final int status;
    private final String mediaType;
    private final byte[] body;
    private final Map<String, String> headers;

    /**
     * @param status the HTTP status
     * @param mediaType the Content-Type
     * @param body the body, handed over: not to be changed any more
     * @param headers headers beside those that every answer has
     */
    public Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.mediaType = mediaType;
        this.body = body;
        this.headers = headers;
    }

    /** A success in JSON. */
    public static Answer json(byte[] body) {
        return new Answer(200, JSON, body, Map.of());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The Content-Type. */
    public String mediaType() {
        return mediaType;
    }

    /** The body itself, not a copy. */
    public byte[] body() {
        return body;
    }

    /** Headers beside those that every answer has. */
    public Map<String, String> headers() {
        return headers;
    }
}
