package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.schema.FieldType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The datatypes of the Open Inference Protocol's tensors. */
enum OipType {
    BOOL(1, "true or false"),
    INT8(1, -0x1p7, 0x1p7 - 1),
    INT16(2, -0x1p15, 0x1p15 - 1),
    INT32(4, -0x1p31, 0x1p31 - 1),
    INT64(8, -0x1p63, Math.nextDown(0x1p63)),
    UINT8(1, 0, 0x1p8 - 1),
    UINT16(2, 0, 0x1p16 - 1),
    UINT32(4, 0, 0x1p32 - 1),
    UINT64(8, 0, Math.nextDown(0x1p64)),
    FP16(2, "a finite number"),
    FP32(4, "a finite number that fits a float"),
    FP64(8, "a finite number"),
    BYTES(0, "a text");

    private final int size;
    private final double min;
    private final double max;
    private final String required;

    OipType(int size, double min, double max) {
        this.size = size;
        this.min = min;
        this.max = max;
        this.required = "a whole number that fits it and a double exactly";
    }

    OipType(int size, String required) {
        this.size = size;
        this.min = Double.NEGATIVE_INFINITY;
        this.max = Double.POSITIVE_INFINITY;
        this.required = required;
    }

    /** The datatype of that name, or {@code null}. */
    static @Nullable OipType of(String name) {
        for (OipType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    /** All names, for messages. */
    static String names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** The datatype that the metadata states for a field. */
    static OipType of(FieldType type) {
        return switch (type) {
            case NUMBER -> FP64;
            case INTEGER -> INT64;
            case BOOLEAN -> BOOL;
            case CATEGORY, DATE, LOCAL_DATETIME, INSTANT -> BYTES;
        };
    }

    /** Whether elements of this datatype can be values of such a field; if they are is for the row to say. */
    boolean suits(FieldType type) {
        return switch (of(type)) {
            case BOOL -> this == BOOL;
            case BYTES -> this == BYTES;
            default -> numeric();
        };
    }

    boolean numeric() {
        return this != BOOL && this != BYTES;
    }

    /** Bytes of an element; 0 where each has its own length. */
    int size() {
        return size;
    }

    /** What an element has to be, in words. */
    String required() {
        return required;
    }

    /** The number the parser is at, as an element of this datatype; NaN if it is none. */
    double number(JsonParser in) throws IOException {
        double value = switch (this) {
            case FP32 -> in.getFloatValue(); // not by way of a double, which would round twice
            case FP64 -> in.getDoubleValue();
            default -> whole(in);
        };
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private double whole(JsonParser in) throws IOException {
        double value = in.getDoubleValue();
        boolean fits = value >= min && value <= max && value == Math.rint(value);
        return fits && (Math.abs(value) <= 0x1p53 || exact(in, value)) ? value : Double.NaN;
    }

    private static boolean exact(JsonParser in, double value) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && new BigDecimal(in.getText()).compareTo(new BigDecimal(value)) == 0;
    }

    boolean whole() {
        return numeric() && min != Double.NEGATIVE_INFINITY;
    }

    /** The number at the buffer's position, which moves behind it; NaN also for a whole number that no double is. */
    double number(ByteBuffer in) {
        return switch (this) {
            case INT8 -> in.get();
            case INT16 -> in.getShort();
            case INT32 -> in.getInt();
            case UINT8 -> Byte.toUnsignedInt(in.get());
            case UINT16 -> Short.toUnsignedInt(in.getShort());
            case UINT32 -> Integer.toUnsignedLong(in.getInt());
            case INT64 -> signed(in.getLong());
            case UINT64 -> unsigned(in.getLong());
            case FP16 -> half(in.getShort());
            case FP32 -> in.getFloat();
            case FP64 -> in.getDouble();
            case BOOL, BYTES -> throw new IllegalStateException(this + " has no numbers");
        };
    }

    private static double signed(long value) {
        // Long.MAX_VALUE rounds to 2^63 and back to itself, so the round trip alone would let it pass.
        boolean exact = (long) (double) value == value && value != Long.MAX_VALUE;
        return exact ? value : Double.NaN;
    }

    private static double unsigned(long bits) {
        if (bits >= 0) {
            return signed(bits);
        }
        boolean exact = (bits & 0x7FF) == 0; // from 2^63 on doubles are 2^11 apart
        return exact ? (bits >>> 11) * 0x1p11 : Double.NaN;
    }

    /** An IEEE 754 binary16: sign, 5 bits of exponent biased by 15, 10 bits of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double magnitude = switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 0x1F -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> (0x400 | fraction) * Math.scalb(1.0, exponent - 25);
        };
        return bits < 0 ? -magnitude : magnitude;
    }
}
