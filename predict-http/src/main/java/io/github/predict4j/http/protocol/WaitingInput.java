package io.github.predict4j.http.protocol;

import java.io.FilterInputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;

/** A stream that has something else flushed before it waits for more bytes. */
final class WaitingInput extends FilterInputStream {
    private Flushable flushed = () -> {};

    WaitingInput(InputStream in) {
        super(in);
    }

    void beforeWaiting(Flushable what) {
        flushed = what;
    }

    @Override
    public int read() throws IOException {
        beforeRead();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        beforeRead();
        return super.read(bytes, from, length);
    }

    private void beforeRead() throws IOException {
        if (in.available() == 0) {
            flushed.flush();
        }
    }
}
