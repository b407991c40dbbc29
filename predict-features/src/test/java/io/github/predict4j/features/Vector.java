package io.github.predict4j.features;

import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** One case of the reference vectors: what a step is fitted to, what it is asked, and what scikit-learn answers. */
record Vector(String step, String name, Map<String, List<String>> lines) {

    static List<Vector> read(String step) {
        String file = "vectors/" + step + ".txt";
        List<Vector> vectors = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Vector.class.getResourceAsStream(file), file);
                BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line : text.lines().toList()) {
                List<String> cells = Arrays.asList(line.split("\t", -1));
                if (cells.get(0).equals("case")) {
                    vectors.add(new Vector(step, cells.get(1), new HashMap<>()));
                } else if (!line.isEmpty()) {
                    vectors.get(vectors.size() - 1).lines.put(cells.get(0), cells.subList(1, cells.size()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vectors;
    }

    boolean has(String line) {
        return lines.containsKey(line);
    }

    List<String> cells(String line) {
        return Objects.requireNonNull(lines.get(line), () -> line + " of " + this);
    }

    double[] numbers(String line) {
        return cells(line).stream().mapToDouble(Vector::parse).toArray();
    }

    double number(String line) {
        return numbers(line)[0];
    }

    /** Texts, which are quoted. */
    List<String> texts(String line) {
        return cells(line).stream().map(Vector::unquote).toList();
    }

    String text(String line) {
        return texts(line).get(0);
    }

    boolean isText() {
        return name.startsWith("text ");
    }

    boolean hasMissing() {
        return cells("input").contains("null") || cells("input").contains("NaN");
    }

    /** The name of the column. */
    String column() {
        return text("column");
    }

    /** The column that the step is fitted to. */
    Table table() {
        Field field = isText() ? Field.category(column()) : Field.number(column());
        Table.Builder table = Table.builder(Schema.of(field.optional()));
        for (String cell : cells("input")) {
            put(table.row().clear(), cell);
            table.add();
        }
        return table.build();
    }

    /** What a step makes of the cells of a line, one after the other. */
    double[] apply(Transformer step, String line) {
        Schema schema = table().schema();
        Transformer bound = step.forColumns(schema);
        int[] out = IntStream.rangeClosed(1, step.outputs().size()).toArray();
        return cells(line).stream()
                .flatMapToDouble(cell -> {
                    Row row = put(new Row(schema, step.outputs(), null), cell);
                    bound.apply(row, new int[] {0}, out);
                    return IntStream.of(out).mapToDouble(row::cell);
                })
                .toArray();
    }

    /** A number, a text that is a category, a text that the door parses as a number, or nothing. */
    private Row put(Row row, String cell) {
        if (cell.equals("null")) {
            return row.missing(0);
        }
        if (!cell.startsWith("\"")) {
            return row.set(0, parse(cell));
        }
        return isText() ? row.set(0, unquote(cell)) : row.parse(0, unquote(cell));
    }

    private static double parse(String cell) {
        return cell.startsWith("\"") ? Double.parseDouble(unquote(cell)) : Double.parseDouble(cell);
    }

    private static String unquote(String cell) {
        return cell.substring(1, cell.length() - 1);
    }

    @Override
    public String toString() {
        return step + ": " + name;
    }
}
