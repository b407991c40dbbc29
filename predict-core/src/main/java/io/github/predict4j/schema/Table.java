package io.github.predict4j.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many records as columns, for training. Immutable.
 *
 * <p>Records enter through the same door as at prediction time, a {@link Row}, so that a value means the same in both.
 * A category field without a declared dictionary gets that of all its texts.
 *
 * <pre>{@code
 * Table table = Table.of(schema, flowers, (flower, row) -> row.set("petal_length", flower.petalLength()));
 * }</pre>
 */
public final class Table {
    private final Schema declared;
    private final Schema schema;
    private final double[][] columns;
    private final int rows;

    /** The columns of {@code schema}, whose dictionaries may be learned where those of {@code declared} are absent. */
    private Table(Schema declared, Schema schema, double[][] columns, int rows) {
        this.declared = declared;
        this.schema = schema;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * A table of all items.
     *
     * @param fill puts an item into an empty row
     * @throws InvalidRowException if items are faulty, with every fault of the first {@value Row#MAX_VIOLATIONS} or more
     */
    public static <T> Table of(Schema schema, Iterable<T> items, BiConsumer<? super T, ? super Row> fill) {
        Builder builder = new Builder(schema);
        for (T item : items) {
            fill.accept(item, builder.row().clear());
            builder.add();
        }
        return builder.build();
    }

    /** A builder, for records that come one by one. */
    public static Builder builder(Schema schema) {
        return new Builder(schema);
    }

    /** The fields of the columns; every category has its dictionary. */
    public Schema schema() {
        return schema;
    }

    /** The fields as they were declared: without the dictionaries that were learned from all records. */
    public Schema declared() {
        return declared;
    }

    /** The number of records. */
    public int rows() {
        return rows;
    }

    /**
     * A copy of a column, one {@code double} a record as a {@link Row} holds it; NaN is missing.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public double[] values(String column) {
        return columns[schema.requireIndex(column)].clone();
    }

    /**
     * The category of one record as text, or {@code null} if it is missing or unseen.
     *
     * @throws IllegalArgumentException if the column is no category
     */
    public @Nullable String category(int row, String column) {
        List<String> categories = schema.field(column).categories();
        if (categories == null) {
            throw new IllegalArgumentException("column \"" + column + "\" must be a CATEGORY, found "
                    + schema.field(column).type());
        }
        double value = columns[schema.indexOf(column)][row];
        return value >= 0 ? categories.get((int) value) : null;
    }

    /** Only these columns, in this order. */
    public Table select(List<String> names) {
        double[][] selected =
                names.stream().map(name -> columns[schema.requireIndex(name)]).toArray(double[][]::new);
        return new Table(declared.select(names), schema.select(names), selected, rows);
    }

    /** Only these records, in this order. */
    public Table rows(int[] numbers) {
        double[][] picked = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            double[] column = columns[c];
            picked[c] = IntStream.of(numbers).mapToDouble(r -> column[r]).toArray();
        }
        return new Table(declared, schema, picked, numbers.length);
    }

    /**
     * This table with one more column, or with another one under the name.
     *
     * @throws IllegalArgumentException if the column has another length than the table
     */
    public Table with(Field field, double[] values) {
        if (values.length != rows) {
            throw new IllegalArgumentException(
                    "column \"" + field.name() + "\" must have the table's " + rows + " rows, found " + values.length);
        }
        List<double[]> all = new ArrayList<>(Arrays.asList(columns));
        int at = schema.indexOf(field.name());
        if (at < 0) {
            all.add(values.clone());
        } else {
            all.set(at, values.clone());
        }
        return new Table(declared.with(field), schema.with(field), all.toArray(double[][]::new), rows);
    }

    /**
     * The columns of another schema, with its dictionaries: a category that its dictionary lacks becomes -1.
     *
     * @throws IllegalArgumentException if this table lacks one of its fields, or has it with another type
     */
    public Table as(Schema target) {
        double[][] converted = new double[target.size()][];
        for (int c = 0; c < converted.length; c++) {
            Field to = target.fields().get(c);
            Field from = schema.field(to.name());
            if (from.type() != to.type()) {
                throw new IllegalArgumentException(
                        "column \"" + to.name() + "\" must be " + to.type() + ", found " + from.type());
            }
            double[] column = columns[schema.indexOf(to.name())];
            converted[c] =
                    to.type() == FieldType.CATEGORY ? reindex(column, from.categories(), to.categories()) : column;
        }
        return new Table(target, target, converted, rows);
    }

    /** The distinct categories that occur in a column, sorted by code point. */
    public List<String> categories(String column) {
        List<String> texts = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            String text = category(r, column);
            if (text != null) {
                texts.add(text);
            }
        }
        return Dictionary.sorted(texts);
    }

    /**
     * Puts one record into a row of any schema: each of the row's fields gets this table's value, if the table has that
     * column. A category that is unseen here is unseen there. The row is emptied first.
     */
    public void fill(int number, Row row) {
        row.clear();
        for (Field field : row.schema().fields()) {
            int c = schema.indexOf(field.name());
            if (c >= 0 && !Double.isNaN(columns[c][number])) {
                fill(row, field.name(), schema.fields().get(c).type(), number, columns[c][number]);
            }
        }
    }

    private void fill(Row row, String name, FieldType type, int number, double value) {
        switch (type) {
            case NUMBER, INTEGER -> row.set(name, value);
            case BOOLEAN -> row.set(name, value != 0);
            case CATEGORY -> {
                String text = category(number, name);
                if (text == null) {
                    row.unseen(name);
                } else {
                    row.set(name, text);
                }
            }
            case DATE, LOCAL_DATETIME, INSTANT ->
                row.set(name, schema.field(name).format(value));
        }
    }

    private static double[] reindex(double[] column, @Nullable List<String> from, @Nullable List<String> to) {
        if (from == null || to == null) {
            throw new IllegalArgumentException("a category must have its dictionary before it can be converted");
        }
        Dictionary dictionary = new Dictionary(to);
        double[] place = from.stream().mapToDouble(dictionary::indexOf).toArray();
        return Arrays.stream(column).map(v -> v >= 0 ? place[(int) v] : v).toArray();
    }

    /** Collects records; not thread-safe. */
    public static final class Builder {
        private final Schema schema;
        private final @Nullable Dictionary[] dictionaries;
        private final Row row;
        private final boolean[] unseenPasses;
        private final List<double[]> records = new ArrayList<>();
        private final List<Violation> violations = new ArrayList<>();
        private int seen;

        private Builder(Schema schema) {
            this.schema = schema;
            this.dictionaries = schema.dictionaries().clone();
            for (int i = 0; i < dictionaries.length; i++) {
                if (schema.fields().get(i).type() == FieldType.CATEGORY && dictionaries[i] == null) {
                    dictionaries[i] = new Dictionary(List.of());
                }
            }
            this.row = Row.learning(schema, dictionaries);
            this.unseenPasses = new boolean[schema.size()];
        }

        /** The row to fill for the next record; the same object each time, so {@link Row#clear} it. */
        public Row row() {
            return row;
        }

        /** Adds what the row holds as the next record. Its faults are kept until {@link #build}. */
        public Builder add() {
            row.admit(unseenPasses);
            if (row.faulty()) {
                row.violations().forEach(v -> {
                    if (violations.size() < Row.MAX_VIOLATIONS) {
                        violations.add(v.inRow(seen));
                    }
                });
            } else {
                records.add(
                        IntStream.range(0, schema.size()).mapToDouble(row::cell).toArray());
            }
            seen++;
            return this;
        }

        /**
         * The table of all records added.
         *
         * @throws InvalidRowException if records were faulty, with their first {@value Row#MAX_VIOLATIONS} faults, each
         *     naming the record's number
         */
        public Table build() {
            if (!violations.isEmpty()) {
                throw new InvalidRowException(violations);
            }
            double[][] columns = new double[schema.size()][records.size()];
            for (int r = 0; r < records.size(); r++) {
                for (int c = 0; c < columns.length; c++) {
                    columns[c][r] = records.get(r)[c];
                }
            }
            return new Table(schema, sortDictionaries(columns), columns, records.size());
        }

        /** Learned dictionaries grew in order of appearance; a schema's are sorted. */
        private Schema sortDictionaries(double[][] columns) {
            List<Field> fields = new ArrayList<>(schema.fields());
            for (int c = 0; c < columns.length; c++) {
                Dictionary grown = dictionaries[c];
                if (grown != null && fields.get(c).categories() == null) {
                    fields.set(c, fields.get(c).oneOf(grown.texts()));
                    columns[c] =
                            reindex(columns[c], grown.texts(), fields.get(c).categories());
                }
            }
            return Schema.of(fields).extra(schema.extra());
        }
    }
}
