package io.github.predict4j.http.protocol;

import io.github.predict4j.Task;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an answer may say about a row, in the order it says it. */
public enum AnswerField {
    /** The label of a classification, or the number of a regression. */
    PREDICTION(1),
    /** The probability of the label, in [0, 1]; classifications only. */
    PROBABILITY(2),
    /** The probability of every label, in the order of the model; classifications only. */
    PROBABILITIES(4),
    /** What was done to values of the row: field and code. */
    WARNINGS(8),
    /** The model's name and version. */
    MODEL(16),
    /** The pipeline's name and version. */
    PIPELINE(32);

    /** Above the bits of any set. */
    static final int SETS = 1 << values().length;

    private final int bit;
    private final String key = name().toLowerCase(Locale.ROOT);

    AnswerField(int bit) {
        this.bit = bit;
    }

    /** The name on the wire: {@code prediction}. */
    public String key() {
        return key;
    }

    /** Whether only classifications have it. */
    public boolean ofClassifications() {
        return this == PROBABILITY || this == PROBABILITIES;
    }

    /** A set as bits, so that it can be looked up without being hashed. */
    static int bits(Set<AnswerField> fields) {
        int bits = 0;
        for (AnswerField field : fields) {
            bits |= field.bit;
        }
        return bits;
    }

    /** The set of such bits. */
    static Set<AnswerField> of(int bits) {
        Set<AnswerField> fields = all();
        fields.removeIf(field -> (bits & field.bit) == 0);
        return fields;
    }

    /** All fields. */
    public static Set<AnswerField> all() {
        return EnumSet.allOf(AnswerField.class);
    }

    /** Those of them that are about a row and not about the model, and that such a model has. */
    static Set<AnswerField> ofRows(Task task, Set<AnswerField> fields) {
        Set<AnswerField> of = EnumSet.copyOf(fields);
        of.remove(MODEL);
        of.remove(PIPELINE);
        if (task == Task.REGRESSION) {
            of.remove(PROBABILITY);
            of.remove(PROBABILITIES);
        }
        return of;
    }

    /**
     * The fields of a list like {@code prediction,probability}.
     *
     * @throws IllegalArgumentException if one is no field
     */
    public static Set<AnswerField> parse(String list) {
        Set<AnswerField> fields = EnumSet.noneOf(AnswerField.class);
        for (String key : list.split(",", -1)) {
            fields.add(of(key));
        }
        return fields;
    }

    private static AnswerField of(String key) {
        for (AnswerField field : values()) {
            if (field.key().equals(key)) {
                return field;
            }
        }
        String known = Arrays.stream(values()).map(AnswerField::key).collect(Collectors.joining(", "));
        String found = key.length() <= 64 ? key : key.substring(0, 63) + "…";
        throw new IllegalArgumentException(
                "a field of an answer must be one of " + known + ", found \"" + found + "\"");
    }
}
