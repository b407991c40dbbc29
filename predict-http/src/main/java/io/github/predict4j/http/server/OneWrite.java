package io.github.predict4j.http.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Sends the head of an answer and a short body as one buffer. The HTTP library gives two: the head in a direct buffer of
 * its own, with room behind it that nobody uses, and the body in an array. The JDK would copy the array into a direct buffer
 * anyway; copied behind the head it spares what the JDK and the system do for a list of buffers.
 */
final class OneWrite extends AbstractStreamSinkConduit<StreamSinkConduit> {
    OneWrite(StreamSinkConduit next) {
        super(next);
    }

    @Override
    public long write(ByteBuffer[] buffers, int from, int count) throws IOException {
        if (count == 2) {
            ByteBuffer head = buffers[from];
            ByteBuffer body = buffers[from + 1];
            boolean ours = head.isDirect() && body.hasArray();
            if (ours && head.hasRemaining() && body.remaining() <= head.capacity() - head.limit()) {
                return write(head, body);
            }
        }
        return next.write(buffers, from, count);
    }

    private int write(ByteBuffer head, ByteBuffer body) throws IOException {
        int begin = head.position();
        int end = head.limit();
        head.limit(end + body.remaining());
        head.put(end, body, body.position(), body.remaining());
        int sent = 0;
        try {
            sent = next.write(head);
        } finally {
            head.position(Math.min(end, begin + sent)).limit(end);
        }
        body.position(body.position() + Math.max(0, begin + sent - end));
        return sent;
    }
}
