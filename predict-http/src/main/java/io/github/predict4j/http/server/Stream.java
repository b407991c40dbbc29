package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.http.protocol.RequestHead;
import io.github.predict4j.http.protocol.ServedModel;
import io.github.predict4j.http.protocol.StreamedProtocol;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.server.HttpServerExchange;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * One request that is answered while its body arrives, on a worker. It may last as long as it likes, but its client must
 * keep the least rate, in sending and in reading.
 */
final class Stream {
    private static final int BUFFER = 8 << 10;
    private static final long LOOK_SECONDS = 1;

    private final HttpServerExchange exchange;
    private final RequestHead head;
    private final Wording wording;
    private final Pace pace;
    private boolean begun;

    Stream(HttpServerExchange exchange, RequestHead head, Wording wording, HttpLimits limits) {
        this.exchange = exchange;
        this.head = head;
        this.wording = wording;
        this.pace = new Pace(limits.streamBytesPerSecond(), limits.bodyTime(), System::nanoTime);
    }

    /** Answers; on a worker. */
    void run(ServedModel model, StreamedProtocol protocol) {
        XnioExecutor.Key watch = exchange.getIoThread()
                .executeAtInterval(
                        () -> {
                            if (pace.tooSlow()) {
                                cut();
                            }
                        },
                        LOOK_SECONDS,
                        TimeUnit.SECONDS);
        try {
            answer(model, protocol);
        } catch (RefusedException e) {
            refuse(e.problem());
        } catch (IOException nobodyListens) {
            cut();
        } catch (RuntimeException e) {
            if (begun) {
                Failures.log(e);
                cut();
            } else {
                Failures.answer(exchange, wording, e);
            }
        } finally {
            watch.remove();
        }
    }

    private void answer(ServedModel model, StreamedProtocol protocol) throws IOException, RefusedException {
        String mediaType = protocol.mediaType(head);
        exchange.setMaxEntitySize(-1);
        exchange.startBlocking();
        InputStream in = new PacedInput(exchange.getInputStream());
        OutputStream out = new BufferedOutputStream(new PacedOutput(mediaType), BUFFER);
        protocol.answer(model, head, in, out);
        out.close();
    }

    /** What is refused after the answer has begun can only be told by not ending it. */
    private void refuse(Problem problem) {
        if (begun) {
            cut();
        } else {
            Answers.refuseAndClose(exchange, wording, problem);
        }
    }

    private void cut() {
        IoUtils.safeClose(exchange.getConnection());
    }

    /** The body, as it arrives. */
    private final class PacedInput extends FilterInputStream {
        PacedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0; // the stream below would wait for more
            }
            pace.begin();
            int n = super.read(bytes, from, length);
            pace.end(Math.max(0, n));
            return n;
        }
    }

    /** The answer, which begins with the first write. */
    private final class PacedOutput extends FilterOutputStream {
        private final String mediaType;

        PacedOutput(String mediaType) {
            super(nullOutputStream());
            this.mediaType = mediaType;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            begin();
            int end = from + length;
            for (int at = from; at < end; at += BUFFER) {
                int part = Math.min(BUFFER, end - at);
                pace.begin();
                out.write(bytes, at, part);
                out.flush();
                pace.end(part);
            }
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void close() throws IOException {
            begin();
            pace.begin();
            out.close();
            pace.end(0);
        }

        private void begin() {
            if (!begun) {
                begun = true;
                Answers.begin(exchange, 200, mediaType);
                out = exchange.getOutputStream();
            }
        }
    }
}
