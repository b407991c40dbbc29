package io.github.predict4j.http.protocol;

import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which element of which input is which field of which row. The protocol itself knows only tensors, so there are two
 * conventions: an input for each column, or one matrix of all columns in the schema's order.
 */
final class OipColumns implements BatchScores.Filler {
    private final int rows;
    private final int stride;
    private final List<Column> columns;

    /**
     * One field.
     *
     * @param first the place of row 0's value among the elements
     */
    private record Column(int field, OipElements elements, int first) {}

    private OipColumns(int rows, int stride, List<Column> columns) {
        this.rows = rows;
        this.stride = stride;
        this.columns = columns;
    }

    /**
     * Finds the columns.
     *
     * @param row an empty row of the model, which names what is unknown; cleared afterwards
     */
    static OipColumns of(List<OipInput> inputs, Row row) throws RefusedException {
        Schema schema = row.schema();
        if (inputs.size() == 1 && isMatrix(inputs.get(0), schema)) {
            OipInput input = inputs.get(0);
            return matrix(input.elements(), rows(input.shape()), schema);
        }
        refuseUnknown(inputs, row);
        List<Column> columns = new ArrayList<>();
        OipShape shape = new OipShape();
        for (OipInput input : inputs) {
            int field = schema.indexOf(input.name());
            if (field < 0) {
                continue;
            }
            requireSuits(input, schema.fields().get(field));
            if (!columns.isEmpty() && rows(input.shape()) != rows(shape)) {
                throw Oip.refused(words(input) + ": shape must have as many rows as the inputs before it, "
                        + rows(shape) + ", found " + input.shape());
            }
            shape = input.shape();
            columns.add(new Column(field, input.elements(), 0));
        }
        if (columns.isEmpty()) {
            throw Oip.refused("inputs must be an input for each of the columns " + names(schema)
                    + ", or one matrix of them; found none");
        }
        return new OipColumns(rows(shape), 1, columns);
    }

    /** A matrix of as many columns as the schema has fields, all of them numbers. */
    static OipColumns matrix(OipElements elements, int rows, Schema schema) throws RefusedException {
        List<Column> columns = new ArrayList<>(schema.size());
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.fields().get(i);
            if (field.type() != FieldType.NUMBER && field.type() != FieldType.INTEGER) {
                throw Oip.refused("inputs must be one for each column, because column " + Oip.quote(field.name())
                        + " is not a number; found one matrix");
            }
            columns.add(new Column(i, elements, i));
        }
        return new OipColumns(rows, schema.size(), columns);
    }

    private static boolean isMatrix(OipInput input, Schema schema) throws RefusedException {
        boolean column = schema.indexOf(input.name()) >= 0;
        if (input.shape().rank() != 2 || (column && input.shape().dimension(1) == 1)) {
            return false;
        }
        if (input.shape().dimension(1) != schema.size()) {
            throw Oip.refused(words(input) + ": shape must be [n, " + schema.size() + "], the columns " + names(schema)
                    + "; found " + input.shape());
        }
        if (!input.type().numeric()) {
            throw Oip.refused(words(input) + ": datatype must be one of numbers for a matrix, found " + input.type());
        }
        return true;
    }

    private static void requireSuits(OipInput input, Field field) throws RefusedException {
        OipShape shape = input.shape();
        if (shape.rank() > 2 || (shape.rank() == 2 && shape.dimension(1) != 1)) {
            throw Oip.refused(words(input) + ": shape must be [n, 1] or [n], found " + shape);
        }
        if (!input.type().suits(field.type())) {
            OipType best = OipType.of(field.type());
            throw Oip.refused(words(input) + ": datatype must be " + best
                    + (best.numeric() ? " or another of numbers" : "") + ", because the field is of type "
                    + field.type()
                    + "; found " + input.type());
        }
    }

    private static void refuseUnknown(List<OipInput> inputs, Row row) throws RefusedException {
        if (row.schema().extra() == Extra.IGNORE) {
            return;
        }
        row.clear();
        inputs.forEach(input -> row.missing(input.name()));
        String unknown = row.violations().stream()
                .filter(violation -> violation.reason() == Violation.Reason.UNKNOWN_FIELD)
                .limit(BatchScores.MAX_WARNINGS)
                .map(Violation::message)
                .collect(Collectors.joining("; "));
        row.clear();
        if (!unknown.isEmpty()) {
            throw Oip.refused("inputs must be columns of the model: " + unknown);
        }
    }

    private static int rows(OipShape shape) {
        return shape.rank() == 0 ? 1 : (int) shape.dimension(0);
    }

    private static String words(OipInput input) {
        return "input " + Oip.quote(input.name());
    }

    private static String names(Schema schema) {
        int shown = Math.min(schema.size(), BatchScores.MAX_WARNINGS);
        String more = schema.size() > shown ? ", … (" + schema.size() + " in all)" : "";
        return String.join(", ", schema.names().subList(0, shown)) + more;
    }

    int rows() {
        return rows;
    }

    @Override
    public void fill(Row row, int number) {
        for (Column column : columns) {
            column.elements().put(number * stride + column.first(), row, column.field());
        }
    }
}
