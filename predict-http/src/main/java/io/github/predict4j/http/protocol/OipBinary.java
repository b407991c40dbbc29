package io.github.predict4j.http.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The raw tensors behind the JSON of a body, which are taken from it in the order of the inputs. */
final class OipBinary {
    private final ByteBuffer in;
    private final int end;

    /** The bytes of a body from {@code start} on. */
    OipBinary(byte[] body, int start, int end) {
        this.in = ByteBuffer.wrap(body, start, end - start).order(ByteOrder.LITTLE_ENDIAN);
        this.end = end;
    }

    /**
     * Takes the next tensor.
     *
     * @param input the input in words
     * @param size how many bytes the request says it has, at least 0
     */
    OipElements next(String input, OipType type, OipShape shape, long size) throws RefusedException {
        if (size > end - in.position()) {
            throw Oip.refused(input + ": binary_data_size must be within the body, found " + size + " of "
                    + (end - in.position()) + " bytes left");
        }
        int least = type == OipType.BYTES ? Integer.BYTES : type.size();
        int count = shape.elements((int) size / least);
        boolean fits = type == OipType.BYTES ? count >= 0 : (long) count * least == size;
        if (!fits) {
            throw Oip.refused(input + ": binary_data_size must be that of the elements of shape " + shape + ", "
                    + (type == OipType.BYTES ? "each 4 bytes and its text" : type.size() + " bytes each")
                    + ", found " + size);
        }
        return take(input, type, OipElements.of(type, count), count, (int) size);
    }

    private OipElements take(String input, OipType type, OipElements elements, int count, int size)
            throws RefusedException {
        int tensorEnd = in.position() + size;
        in.limit(tensorEnd);
        int read = elements.read(in);
        if (read < count) {
            throw Oip.refused(input + ", element " + read + ": required " + required(type) + ", found other bytes");
        }
        if (in.hasRemaining()) {
            throw Oip.refused(input + ": binary_data_size must be the size of its elements, found " + in.remaining()
                    + " bytes more");
        }
        in.limit(end);
        return elements;
    }

    private static String required(OipType type) {
        return switch (type) {
            case BOOL -> "a byte of 0 or 1 (BOOL)";
            case BYTES -> "four bytes of a length within the tensor, and so many bytes of UTF-8 (BYTES)";
            default -> type.required() + " (" + type + ")";
        };
    }

    /** Every byte was asked for. */
    void requireEnd() throws RefusedException {
        if (in.hasRemaining()) {
            throw Oip.refused("the binary_data_size of all inputs together must be the bytes behind the JSON, found "
                    + in.remaining() + " bytes more");
        }
    }
}
