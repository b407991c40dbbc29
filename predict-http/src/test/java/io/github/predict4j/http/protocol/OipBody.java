package io.github.predict4j.http.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A body of JSON and raw tensors, put together byte by byte as clients do. */
final class OipBody {
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final StringBuilder inputs = new StringBuilder();
    private String more = "";

    /** An input with raw data behind the JSON. */
    OipBody raw(String name, String shape, String datatype, byte[] data) {
        return input(name, shape, datatype, "\"parameters\":{\"binary_data_size\":" + data.length + "}", data);
    }

    /** An input with data in the JSON. */
    OipBody json(String name, String shape, String datatype, String data) {
        return input(name, shape, datatype, "\"data\":" + data, new byte[0]);
    }

    /** An input with other members, and bytes behind the JSON. */
    OipBody input(String name, String shape, String datatype, String members, byte[] data) {
        inputs.append(inputs.length() == 0 ? "" : ",")
                .append("{\"name\":\"" + name + "\",\"shape\":" + shape + ",\"datatype\":\"" + datatype + "\","
                        + members + "}");
        raw.writeBytes(data);
        return this;
    }

    /** Members of the request beside the inputs. */
    OipBody with(String members) {
        more = "," + members;
        return this;
    }

    byte[] json() {
        return ("{\"inputs\":[" + inputs + "]" + more + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** All of it. */
    byte[] bytes() {
        byte[] json = json();
        byte[] tensors = raw.toByteArray();
        return ByteBuffer.allocate(json.length + tensors.length)
                .put(json)
                .put(tensors)
                .array();
    }

    /** What the header says. */
    String jsonLength() {
        return Integer.toString(json().length);
    }

    static byte[] bytes(int size, Consumer<ByteBuffer> fill) {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        fill.accept(buffer);
        return buffer.array();
    }

    static byte[] doubles(double... values) {
        return bytes(8 * values.length, buffer -> buffer.asDoubleBuffer().put(values));
    }

    static byte[] floats(float... values) {
        return bytes(4 * values.length, buffer -> buffer.asFloatBuffer().put(values));
    }

    static byte[] longs(long... values) {
        return bytes(8 * values.length, buffer -> buffer.asLongBuffer().put(values));
    }

    static byte[] flags(int... values) {
        return bytes(values.length, buffer -> {
            for (int value : values) {
                buffer.put((byte) value);
            }
        });
    }

    /** Each with its length before it. */
    static byte[] texts(String... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String value : values) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(bytes(4, buffer -> buffer.putInt(text.length)));
            out.writeBytes(text);
        }
        return out.toByteArray();
    }
}
