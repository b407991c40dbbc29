package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

class OneWriteTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\n\r\n";
    private static final String BODY = "{\"prediction\":1.5}";

    private static final StreamSinkConduit NOTHING = (StreamSinkConduit) Proxy.newProxyInstance(
            OneWriteTest.class.getClassLoader(),
            new Class<?>[] {StreamSinkConduit.class},
            (self, method, arguments) -> {
                throw new AssertionError(method);
            });

    /** A socket that takes so many bytes at a time. */
    private static final class Socket extends AbstractStreamSinkConduit<StreamSinkConduit> {
        private final int most;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int single;
        private int lists;

        Socket(int most) {
            super(NOTHING);
            this.most = most;
        }

        @Override
        public int write(ByteBuffer buffer) {
            single++;
            return take(buffer, most);
        }

        @Override
        public long write(ByteBuffer[] buffers, int from, int count) {
            lists++;
            int bytes = 0;
            for (int i = from; i < from + count; i++) {
                bytes += take(buffers[i], most - bytes);
            }
            return bytes;
        }

        private int take(ByteBuffer buffer, int bytes) {
            int n = Math.min(bytes, buffer.remaining());
            for (int i = 0; i < n; i++) {
                taken.write(buffer.get());
            }
            return n;
        }

        String text() {
            return taken.toString(StandardCharsets.US_ASCII);
        }
    }

    private static ByteBuffer direct(String text, int capacity) {
        return ByteBuffer.allocateDirect(capacity)
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .flip();
    }

    private static ByteBuffer body() {
        byte[] around = ("<<" + BODY + ">>").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.wrap(around, 2, BODY.length());
    }

    @Test
    void headAndBody_leaveInOneWrite() throws IOException {
        Socket socket = new Socket(1000);
        ByteBuffer head = direct(HEAD, 64);
        ByteBuffer body = body();
        long sent = new OneWrite(socket).write(new ByteBuffer[] {head, body}, 0, 2);
        assertThat(sent).isEqualTo(HEAD.length() + BODY.length());
        assertThat(socket.text()).isEqualTo(HEAD + BODY);
        assertThat(socket.single).isEqualTo(1);
        assertThat(socket.lists).isZero();
        assertThat(head.remaining()).isZero();
        assertThat(body.remaining()).isZero();
    }

    @Test
    void socketThatTakesSoManyBytesAtATime_getsEachOnce() throws IOException {
        for (int most = 1; most <= HEAD.length() + BODY.length(); most++) {
            Socket socket = new Socket(most);
            OneWrite sink = new OneWrite(socket);
            ByteBuffer head = direct(HEAD, 64);
            ByteBuffer body = body();
            ByteBuffer[] both = {head, body};
            int total = 0;
            while (head.hasRemaining()) {
                total += (int) sink.write(both, 0, 2);
                assertThat(head.limit()).isEqualTo(HEAD.length());
                assertThat(head.position()).isEqualTo(Math.min(total, HEAD.length()));
                assertThat(body.remaining()).isEqualTo(BODY.length() - Math.max(0, total - HEAD.length()));
            }
            while (body.hasRemaining()) {
                sink.write(body);
            }
            assertThat(socket.text()).as("%d bytes at a time", most).isEqualTo(HEAD + BODY);
        }
    }

    @Test
    void fullSocket_leavesBothAsTheyWere() throws IOException {
        ByteBuffer head = direct(HEAD, 64);
        ByteBuffer body = body();
        assertThat(new OneWrite(new Socket(0)).write(new ByteBuffer[] {head, body}, 0, 2))
                .isZero();
        assertThat(head.remaining()).isEqualTo(HEAD.length());
        assertThat(body.remaining()).isEqualTo(BODY.length());
    }

    @Test
    void brokenSocket_leavesBothAsTheyWere() {
        StreamSinkConduit broken = new AbstractStreamSinkConduit<StreamSinkConduit>(new Socket(0)) {
            @Override
            public int write(ByteBuffer buffer) throws IOException {
                throw new IOException("broken");
            }
        };
        ByteBuffer head = direct(HEAD, 64);
        ByteBuffer body = body();
        assertThatThrownBy(() -> new OneWrite(broken).write(new ByteBuffer[] {head, body}, 0, 2))
                .isInstanceOf(IOException.class);
        assertThat(head.remaining()).isEqualTo(HEAD.length());
        assertThat(body.remaining()).isEqualTo(BODY.length());
    }

    /** The room behind them may be somebody's. */
    @Test
    void otherBuffers_arePassedOn() throws IOException {
        ByteBuffer[][] others = {
            {direct(HEAD, HEAD.length() + BODY.length() - 1), body()}, // no room
            {direct(HEAD, 64), direct(BODY, 64)},
            {ByteBuffer.wrap(HEAD.getBytes(StandardCharsets.US_ASCII)), body()},
            {direct(HEAD, 64), body(), ByteBuffer.allocate(0)},
            {direct("", 64), direct(HEAD, 64), body()},
        };
        for (ByteBuffer[] buffers : others) {
            Socket socket = new Socket(1000);
            new OneWrite(socket).write(buffers, 0, buffers.length);
            assertThat(socket.text()).isEqualTo(HEAD + BODY);
            assertThat(socket.lists).isEqualTo(1);
        }
    }
}
