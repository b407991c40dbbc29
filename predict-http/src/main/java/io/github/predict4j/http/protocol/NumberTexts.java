package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * The texts of doubles that come again and again, as probabilities of a forest do: shares of its trees. Keeps the first
 * ones that it is asked for, a place for each few of them. Thread-safe.
 */
final class NumberTexts {
    /** A power of two, above the number of trees of most forests. */
    private static final int PLACES = 1 << 10;

    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** Threads may see it or not, but never a half of it: its parts are final. */
    private record Known(long bits, SerializableString text) {}

    private final @Nullable Known[] places = new Known[PLACES];

    /** The shortest text that reads back as that finite double, as {@link Json} writes it. */
    SerializableString of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int place = (int) ((bits * SPREAD) >>> SHIFT);
        Known known = places[place];
        if (known != null && known.bits == bits) {
            return known.text;
        }
        SerializableString text = new SerializedString(text(value));
        if (known == null) {
            text.asUnquotedUTF8(); // made now, so that it is a part of what is final
            places[place] = new Known(bits, text);
        }
        return text;
    }

    /** The text of a number that hardly comes again. */
    static String text(double value) {
        return NumberOutput.toString(value, true);
    }
}
