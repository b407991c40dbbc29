package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.GoldenRow;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Asks a model for predictions before anybody else does, so that its code is compiled and its memory touched when the
 * first client comes. It is asked with its golden rows, the way clients ask: as JSON, one row a request.
 */
public final class WarmUp {
    private static final RequestHead HEAD = new UnsentHead(Map.of());

    private WarmUp() {}

    /** Asks so many times; not at all if the bundle has no golden rows. What was asked is not counted. */
    public static void run(ServedModel model, int times) {
        Protocol protocol = new JsonProtocol(AnswerField.all());
        List<byte[]> rows = model.bundle().goldenRows().stream()
                .map(golden -> json(model.bundle(), golden))
                .toList();
        for (int i = 0; i < times && !rows.isEmpty(); i++) {
            ask(model, protocol, rows.get(i % rows.size()));
        }
        model.counts().clear();
    }

    private static boolean ask(ServedModel model, Protocol protocol, byte[] body) {
        try {
            return protocol.answer(model, new Request(HEAD, body, body.length)).status() == 200;
        } catch (RefusedException e) {
            return false; // some golden rows are there to be refused
        }
    }

    /** A golden row as a client would send it. */
    static byte[] json(Bundle bundle, GoldenRow golden) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            for (Field field : bundle.pipeline().schema().fields()) {
                if (golden.input().has(field.name())) {
                    json.writeFieldName(field.name());
                    value(json, golden.input(), field);
                }
            }
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    private static void value(JsonGenerator json, State input, Field field) throws IOException {
        switch (field.type()) {
            case NUMBER -> json.writeNumber(input.number(field.name()));
            case INTEGER -> json.writeNumber(input.integer(field.name()));
            case BOOLEAN -> json.writeBoolean(input.flag(field.name()));
            case CATEGORY, DATE, LOCAL_DATETIME, INSTANT -> json.writeString(input.text(field.name()));
        }
    }
}
