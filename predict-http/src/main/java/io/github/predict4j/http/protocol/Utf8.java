package io.github.predict4j.http.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Looks whether bytes are UTF-8. Belongs to one thread at a time. */
final class Utf8 {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer decoded = CharBuffer.allocate(512);

    /** Whether they are: no overlong form, no surrogate, nothing cut off. */
    boolean isUtf8(byte[] bytes, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        decoder.reset();
        CoderResult result;
        do {
            result = decoder.decode(in, decoded.clear(), true);
        } while (result.isOverflow());
        return result.isUnderflow();
    }
}
