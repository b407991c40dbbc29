package io.github.predict4j.bundle;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the training part looked like: every field of the schema, and what the model predicted for it. The baseline that
 * monitoring compares with.
 *
 * @param rows how many records the training part had
 * @param fields every field, in the schema's order
 * @param prediction the predicted values or labels of the training part, those refused counted as missing; {@code null}
 *     for a pipeline alone
 */
public record Statistics(
        long rows, List<FieldStatistics> fields, @Nullable Distribution prediction) {

    /**
     * One field.
     *
     * @param name the field's name
     * @param distribution its values
     */
    public record FieldStatistics(String name, Distribution distribution) {}

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException if a field is there twice, or a distribution is not of {@code rows} records
     */
    public Statistics {
        fields = List.copyOf(fields);
        Set<String> names = fields.stream().map(FieldStatistics::name).collect(Collectors.toSet());
        if (names.size() != fields.size()) {
            throw new IllegalArgumentException(
                    "fields must be distinct, found " + fields.size() + " fields with " + names.size() + " names");
        }
        for (FieldStatistics field : fields) {
            requireRows("field \"" + field.name() + "\"", rows, field.distribution());
        }
        if (prediction != null) {
            requireRows("prediction", rows, prediction);
        }
    }

    private static void requireRows(String what, long rows, Distribution distribution) {
        if (distribution.count() + distribution.missing() != rows) {
            throw new IllegalArgumentException(what + ": values and missing ones must be " + rows + ", found "
                    + distribution.count() + " and " + distribution.missing());
        }
    }

    static void requireCounts(List<Long> counts, int bins, long count, long missing) {
        long sum = 0;
        boolean negative = missing < 0;
        for (long c : counts) {
            negative |= c < 0;
            sum = Math.addExact(sum, c);
        }
        if (counts.size() != bins || negative || sum != count) {
            throw new IllegalArgumentException("counts must be " + bins + ", not negative, with the sum " + count
                    + ", found " + counts + ", " + missing + " missing");
        }
    }
}
