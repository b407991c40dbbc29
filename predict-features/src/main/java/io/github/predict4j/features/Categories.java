package io.github.predict4j.features;

import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fitted categories of one column in order: the dictionary of a category field, whose index is what a row holds, or
 * the distinct numbers of another column, ascending. Immutable.
 */
final class Categories {
    private static final int SHOWN = 10;

    private final @Nullable List<String> texts;
    private final double[] numbers; // of a category field empty

    private Categories(@Nullable List<String> texts, double[] numbers) {
        this.texts = texts;
        this.numbers = numbers;
        if (size() == 0) {
            throw new IllegalArgumentException("categories must be at least one, found none");
        }
    }

    static Categories of(List<String> texts) {
        if (!texts.equals(Field.category("c").oneOf(texts).categories())) {
            throw new IllegalArgumentException("categories must be distinct and sorted by code point, found "
                    + texts.subList(0, Math.min(SHOWN, texts.size())));
        }
        return new Categories(List.copyOf(texts), new double[0]);
    }

    static Categories of(double[] numbers) {
        double[] sorted = Columns.finite("categories", numbers, numbers.length);
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] += 0.0; // 0.0 and -0.0 are one value
            if (i > 0 && !(sorted[i - 1] < sorted[i])) {
                throw new IllegalArgumentException(
                        "categories must be distinct and ascending, found " + sorted[i - 1] + " before " + sorted[i]);
            }
        }
        return new Categories(null, sorted);
    }

    /** Those of a column of the training part, which must have a value. */
    static Categories fit(Table table, String column) {
        Field field = table.schema().field(column);
        Observed observed = Observed.of(table, column);
        return field.categories() == null ? of(numeric(field, observed)) : of(field.categories());
    }

    private static double[] numeric(Field field, Observed observed) {
        if (!holdsNumbers(field)) {
            throw new IllegalArgumentException("column \"" + field.name()
                    + "\" must be a category, a boolean, an integer or a number, found " + field.type());
        }
        return observed.distinct();
    }

    private static boolean holdsNumbers(Field field) {
        return switch (field.type()) {
            case NUMBER, INTEGER, BOOLEAN -> true;
            case CATEGORY, DATE, LOCAL_DATETIME, INSTANT -> false;
        };
    }

    static Categories read(State state) {
        if (state.has("texts") == state.has("numbers")) {
            throw new IllegalArgumentException("categories must be \"texts\" or \"numbers\", found " + state.keys());
        }
        return state.has("texts") ? of(state.texts("texts")) : of(state.numbers("numbers"));
    }

    State.Builder putInto(State.Builder state) {
        return texts == null ? state.put("numbers", numbers) : state.put("texts", texts);
    }

    int size() {
        return texts == null ? numbers.length : texts.size();
    }

    /** The place of a cell's value, which is not NaN, or -1. Allocates nothing. */
    int indexOf(double cell) {
        if (texts == null) {
            return Math.max(-1, Arrays.binarySearch(numbers, cell + 0.0)); // the search tells -0.0 from 0.0
        }
        int index = (int) cell;
        return index < texts.size() ? index : -1;
    }

    /** How often each occurs in a column. */
    int[] counts(double[] column) {
        int[] counts = new int[size()];
        for (double value : column) {
            int index = Double.isNaN(value) ? -1 : indexOf(value);
            if (index >= 0) {
                counts[index]++;
            }
        }
        return counts;
    }

    /** A category as text: itself, or the number, whole ones without a fraction. */
    String name(int index) {
        return texts == null ? decimal(numbers[index]) : texts.get(index);
    }

    List<String> names() {
        return IntStream.range(0, size()).mapToObj(this::name).toList();
    }

    /** An unseen number as a violation shows it; an unseen text is refused before a step sees it. */
    static String found(double cell) {
        return Double.isFinite(cell) ? decimal(cell) : Double.toString(cell);
    }

    String required() {
        String few = String.join(", ", names().subList(0, Math.min(SHOWN, size())));
        return "one of " + few + (size() > SHOWN ? ", … (" + size() + " in all)" : "");
    }

    /** Checks that a column has these categories. */
    void requireOf(Field field) {
        if (texts == null) {
            if (!holdsNumbers(field)) {
                throw new IllegalArgumentException(
                        "column \"" + field.name() + "\" must hold numbers, found " + field.type());
            }
        } else if (!texts.equals(field.categories())) {
            throw new IllegalArgumentException("column \"" + field.name() + "\" must be a category, " + required()
                    + ", found " + field.type() + ", " + field.required());
        }
    }

    /**
     * The shortest decimal that is read back as the number. Not {@code Double.toString}: it changed with JDK 19, and
     * this becomes part of a column's name.
     */
    static String decimal(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= 1e15) {
            return Long.toString((long) number);
        }
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == number) {
                return rounded.toString();
            }
        }
        return exact.round(new MathContext(17)).toString();
    }
}
