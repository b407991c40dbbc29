package io.github.predict4j.bundle;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file that is not as large as it said, as one that changes while it is read; gives seven bytes a read. */
final class ChangingChannel implements SeekableByteChannel {
    private final long size;
    private final ByteBuffer content;
    private int reads;

    ChangingChannel(long size, byte[] content) {
        this.size = size;
        this.content = ByteBuffer.wrap(content);
    }

    int reads() {
        return reads;
    }

    @Override
    public int read(ByteBuffer target) {
        reads++;
        int count = Math.min(7, Math.min(content.remaining(), target.remaining()));
        target.put(content.slice(content.position(), count));
        content.position(content.position() + count);
        return count == 0 ? -1 : count;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long position() {
        return content.position();
    }

    @Override
    public SeekableByteChannel position(long position) {
        content.position((int) position);
        return this;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long length) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // there is nothing behind it
    }
}
