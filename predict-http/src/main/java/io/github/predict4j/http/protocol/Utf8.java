package io.github.predict4j.http.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Looks whether bytes are UTF-8. Belongs to one thread at a time. */
final class Utf8 {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer decoded = CharBuffer.allocate(512);

    /** Whether they are: no overlong form, no surrogate, nothing cut off. */
    boolean isUtf8(byte[] bytes, int length) {
        int ascii = ascii(bytes, length);
        if (ascii == length) {
            return true;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, ascii, length - ascii);
        decoder.reset();
        CoderResult result;
        do {
            result = decoder.decode(in, decoded.clear(), true);
        } while (result.isOverflow());
        return result.isUnderflow();
    }

    /** How many bytes at the beginning are ASCII: in most bodies all, and eight at a time are soon passed. */
    private static int ascii(byte[] bytes, int length) {
        int at = 0;
        while (at + Long.BYTES <= length && ((long) WORDS.get(bytes, at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }
}
