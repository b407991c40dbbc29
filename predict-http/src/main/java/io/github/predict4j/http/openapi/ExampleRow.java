package io.github.predict4j.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.BundleException;
import io.github.predict4j.bundle.Distribution;
import io.github.predict4j.bundle.Statistics;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Violation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A row to show, field by field: the field's own example; without one about the mean of the training part, or something
 * allowed. Never a record that somebody trained on.
 */
final class ExampleRow {
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 1, 1, 12, 0);
    private static final MathContext FEW_DIGITS = new MathContext(4);

    private final Bundle bundle;
    private final List<Statistics.FieldStatistics> statistics;
    private final Row row;
    private final ObjectNode values = JsonNodeFactory.instance.objectNode();

    ExampleRow(Bundle bundle) {
        this.bundle = bundle;
        this.statistics = statistics(bundle);
        this.row = bundle.pipeline().newRow(null);
        List<Field> fields = row.schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (accepts(i, field.example()) || accepts(i, fallback(field))) {
                put(field, row.cell(i));
            } else {
                row.missing(i);
            }
        }
    }

    /** The values as JSON has them; a field for which none is known is left out. */
    ObjectNode values() {
        return values;
    }

    /** Whether a text that is no category of that field is refused, as it is unless the pipeline's steps treat it. */
    boolean closed(Field field) {
        List<String> categories = field.categories();
        if (categories == null) {
            return false;
        }
        StringBuilder unseen = new StringBuilder("unseen");
        while (categories.contains(unseen.toString())) {
            unseen.append('_');
        }
        double known = row.cell(row.schema().indexOf(field.name()));
        row.set(field.name(), unseen);
        try {
            bundle.pipeline()
                    .transform(
                            row,
                            Missing.AS_IS,
                            new double[bundle.pipeline().features().size()],
                            0);
            return false;
        } catch (InvalidRowException e) {
            return e.violations().stream()
                    .anyMatch(v -> v.field().equals(field.name()) && v.reason() == Violation.Reason.UNSEEN);
        } finally {
            row.parse(field.name(), field.format(known));
        }
    }

    private boolean accepts(int i, String text) {
        double cell = row.parse(i, text).cell(i);
        boolean unseen = row.schema().fields().get(i).type() == FieldType.CATEGORY && cell < 0;
        return !Double.isNaN(cell) && !unseen;
    }

    private void put(Field field, double cell) {
        switch (field.type()) {
            case NUMBER -> values.put(field.name(), cell);
            case INTEGER -> values.put(field.name(), (long) cell);
            case BOOLEAN -> values.put(field.name(), cell != 0);
            case CATEGORY, DATE, LOCAL_DATETIME, INSTANT -> values.put(field.name(), field.format(cell));
        }
    }

    private String fallback(Field field) {
        List<String> categories = field.categories();
        return switch (field.type()) {
            case NUMBER, INTEGER -> number(field);
            case BOOLEAN -> "false";
            case CATEGORY -> categories == null || categories.isEmpty() ? "" : categories.get(0);
            case DATE -> field.format(inside(field, (double) NOON.toLocalDate().toEpochDay()));
            case LOCAL_DATETIME, INSTANT -> field.format(inside(field, (double) NOON.toEpochSecond(ZoneOffset.UTC)));
        };
    }

    private String number(Field field) {
        double value = inside(field, mean(field));
        return field.type() == FieldType.INTEGER ? Long.toString((long) Math.rint(value)) : Double.toString(value);
    }

    private double mean(Field field) {
        return statistics.stream()
                .filter(of -> of.name().equals(field.name()))
                .map(Statistics.FieldStatistics::distribution)
                .filter(Distribution.Numbers.class::isInstance)
                .mapToDouble(of -> ((Distribution.Numbers) of).mean())
                .filter(Double::isFinite)
                .map(mean -> new BigDecimal(mean).round(FEW_DIGITS).doubleValue())
                .findFirst()
                .orElse(0);
    }

    private static List<Statistics.FieldStatistics> statistics(Bundle bundle) {
        try {
            Statistics all = bundle.statistics();
            return all == null ? List.of() : all.fields();
        } catch (BundleException unreadable) {
            return List.of(); // predictions do not need them, so neither do examples
        }
    }

    private static double inside(Field field, double value) {
        return Math.min(field.max(), Math.max(field.min(), value));
    }
}
