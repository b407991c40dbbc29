package io.github.predict4j.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The frame of a bundle file; all integers are little-endian.
 *
 * <pre>
 * 0       8   magic: 89 'P' 'B' 'N' 'D' 0D 0A 1A
 * 8       2   format, major
 * 10      2   format, minor
 * 12      4   length of the manifest, M
 * 16      M   manifest: JSON, UTF-8
 *             sections, each from a multiple of 8 on, in the manifest's order, nothing but zeros between them
 * end-40  32  SHA-256 of all bytes before it
 * end-8   8   end magic: 1A 0A 0D 'D' 'N' 'B' 'P' 89
 * </pre>
 *
 * <p>The first magic shows damage by text-mode transfer at once, as PNG's does; the last one that the file is whole.
 */
final class Layout {
    static final int MAJOR = 1;
    static final int MINOR = 0;
    static final int OLDEST_MAJOR = 1;

    static final int HEADER = 16;
    static final int DIGEST = 32;
    static final int TRAILER = DIGEST + 8;
    static final int ALIGNMENT = 8;

    private static final byte[] MAGIC = {(byte) 0x89, 'P', 'B', 'N', 'D', 0x0D, 0x0A, 0x1A};
    private static final byte[] END_MAGIC = {0x1A, 0x0A, 0x0D, 'D', 'N', 'B', 'P', (byte) 0x89};

    private Layout() {}

    static byte[] magic() {
        return MAGIC.clone();
    }

    static byte[] endMagic() {
        return END_MAGIC.clone();
    }

    static int aligned(long offset) {
        return Math.toIntExact((offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The SHA-256 that ends the file, in hexadecimal. */
    static String id(ByteBuffer file) {
        byte[] digest = new byte[DIGEST];
        file.get(file.capacity() - TRAILER, digest);
        return HexFormat.of().formatHex(digest);
    }

    static byte[] sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return digest.digest();
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
