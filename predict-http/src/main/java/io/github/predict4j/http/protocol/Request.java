package io.github.predict4j.http.protocol;

/** A request with its whole body. */
public final class Request {
    private final RequestHead head;
    private final byte[] body;
    private final int length;

    /**
     * @param head what it says before the body
     * @param body holds the body from index 0 on
     * @param length how many bytes the body has
     */
    public Request(RequestHead head, byte[] body, int length) {
        this.head = head;
        this.body = body;
        this.length = length;
    }

    /** What it says before the body. */
    public RequestHead head() {
        return head;
    }

    /** Holds the body from index 0 on; neither to be changed nor kept. */
    public byte[] body() {
        return body;
    }

    /** How many bytes the body has. */
    public int length() {
        return length;
    }
}
