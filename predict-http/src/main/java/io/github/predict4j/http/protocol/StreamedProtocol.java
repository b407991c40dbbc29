package io.github.predict4j.http.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A wire protocol whose bodies have no end that matters: rows are answered while more of them arrive, in constant
 * memory, on a thread of its own. Immutable and thread-safe.
 */
public interface StreamedProtocol {
    /** Whether it is this protocol that a request speaks, by its Content-Type. */
    boolean takes(RequestHead head);

    /**
     * The media type of the answer, with which it begins.
     *
     * @throws RefusedException if such a request cannot be answered
     */
    String mediaType(RequestHead head) throws RefusedException;

    /**
     * Reads rows and writes predictions until the input ends. The status is 200 from the first write on, so what is wrong
     * with a row after that has to be said in the answer.
     *
     * @param in blocks until there is more; ends with the body
     * @param out blocks while the client does not read; buffered, closed by the caller
     * @throws RefusedException instead of an answer, before the first write; after it the connection is cut, so that
     *     nobody takes the answer for whole
     * @throws IOException if the client is gone or too slow; nobody is answered then
     */
    void answer(ServedModel model, RequestHead head, InputStream in, OutputStream out)
            throws IOException, RefusedException;
}
