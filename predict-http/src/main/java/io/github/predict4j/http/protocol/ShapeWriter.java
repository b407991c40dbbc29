package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.Prediction;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Writes what an {@link AnswerShape} says. */
final class ShapeWriter implements RowWriter {
    private static final ObjectWriter VALUES = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build()
            .writer();

    private final OutputSchema output;
    private final AnswerShape shape;
    private final Queue<Map<String, Object>> inputs = new ArrayDeque<>();

    ShapeWriter(ServedModel model, AnswerShape shape) {
        this.output = model.predictor().output();
        this.shape = shape;
    }

    @Override
    public void accepted(Row row) {
        inputs.add(input(row));
    }

    @Override
    public void write(JsonGenerator json, double[] scores, int offset, List<Warning> warnings) throws IOException {
        Object answer = shape.of(Prediction.of(output, scores, offset, warnings), inputs.remove());
        try {
            VALUES.writeValue(json, answer);
        } catch (JacksonException e) { // the shape's fault, not that of the text that is read meanwhile
            throw new IllegalStateException("an answer must be what JSON can say", e);
        }
    }

    private static Map<String, Object> input(Row row) {
        Map<String, Object> input = new LinkedHashMap<>();
        List<Field> fields = row.schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            double cell = row.cell(i);
            boolean unseen = fields.get(i).type() == FieldType.CATEGORY && cell < 0;
            if (!Double.isNaN(cell) && !unseen) {
                input.put(fields.get(i).name(), typed(fields.get(i), cell));
            }
        }
        return Collections.unmodifiableMap(input);
    }

    private static Object typed(Field field, double cell) {
        return switch (field.type()) {
            case NUMBER -> cell;
            case INTEGER -> (long) cell;
            case BOOLEAN -> cell != 0;
            case CATEGORY, DATE, LOCAL_DATETIME, INSTANT -> field.format(cell);
        };
    }
}
