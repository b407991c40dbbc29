package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.http.protocol.Envelope.Form;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a body that is an object, one of whose members holds rows. */
final class EnvelopeReader {
    private final Envelope envelope;
    private final JsonFactory json;
    private final Schema schema;
    private final byte[] body;
    private final int length;
    private final JsonParser in;
    private final PredictionRows rows;
    private final JsonArrays arrays;

    EnvelopeReader(Envelope envelope, ServedModel model, Request request, JsonParser in, PredictionRows rows) {
        this.envelope = envelope;
        this.json = model.json();
        this.schema = model.predictor().schema();
        this.body = request.body();
        this.length = request.length();
        this.in = in;
        this.rows = rows;
        this.arrays = new JsonArrays(model, rows);
    }

    /** Reads all. */
    void read() throws IOException, RefusedException {
        JsonToken first = in.nextToken();
        if (first != JsonToken.START_OBJECT) {
            String found = first == null ? "only space" : JsonRow.describe(first);
            throw malformed("the body must be an object with " + envelope.required() + ", found " + found);
        }
        Form found = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String member = in.currentName();
            Form form = envelope.form(member);
            in.nextToken();
            if (form == null) {
                envelope.other(member, in);
            } else if (found != null) {
                throw malformed("the body must have one of " + envelope.required() + ", found \"" + found.key()
                        + "\" and \"" + form.key() + "\"");
            } else {
                found = form;
                rows(form);
            }
        }
        JsonProtocol.TEXT.requireEnd(in);
        if (found == null) {
            throw malformed("the body must have " + envelope.required() + ", found none of them");
        }
    }

    private void rows(Form form) throws IOException, RefusedException {
        rows.begin(envelope.columnar(form));
        if (form == Form.SPLIT) {
            split();
        } else if (form == Form.INPUTS && in.currentToken() == JsonToken.START_OBJECT) {
            columns();
        } else {
            require(form.key(), JsonToken.START_ARRAY, "an array of rows");
            if (form == Form.RECORDS) {
                arrays.objects(in);
            } else {
                arrays.rows(in);
            }
        }
    }

    /** The names may come after the rows; then those are read again from where they began. */
    private void split() throws IOException, RefusedException {
        require(Form.SPLIT.key(), JsonToken.START_OBJECT, "an object");
        List<String> names = null;
        int data = -1;
        Set<String> members = new HashSet<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String member = in.currentName();
            in.nextToken();
            if (!members.add(member)) {
                throw malformed("\"dataframe_split\" must have each member once, found one twice");
            }
            if (member.equals("columns")) {
                names = names();
            } else if (member.equals("data")) {
                require(member, JsonToken.START_ARRAY, "an array of rows");
                data = offset();
                in.skipChildren();
            } else {
                in.skipChildren(); // "index": the names of rows
            }
        }
        if (names == null || data < 0) {
            throw malformed("\"dataframe_split\" must have \"columns\" and \"data\", found not both");
        }
        try (JsonParser again = json.createParser(body, data, length - data)) {
            again.nextToken();
            arrays.values(again, Header.places(names, schema));
        }
    }

    private List<String> names() throws IOException, RefusedException {
        require("columns", JsonToken.START_ARRAY, "an array of names");
        List<String> names = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                throw malformed("\"columns\" must be texts, found " + JsonRow.describe(in.currentToken()));
            }
            names.add(JsonRow.requireText(in.getText()));
        }
        refuse(Header.fault("\"columns\"", names, schema));
        return names;
    }

    private void columns() throws IOException, RefusedException {
        List<String> names = new ArrayList<>();
        Set<String> known = new HashSet<>();
        try (JsonColumns columns = new JsonColumns(json, body, length)) {
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = JsonRow.requireText(in.currentName());
                int field = schema.indexOf(name);
                in.nextToken();
                if (field >= 0 && known.add(name)) {
                    require(name, JsonToken.START_ARRAY, "an array");
                    columns.add(name, field, offset());
                }
                names.add(name);
                in.skipChildren();
            }
            refuse(Header.fault("an object of columns", names, schema));
            while (columns.more()) {
                columns.fill(rows.next());
                rows.add();
            }
        }
    }

    private void require(String member, JsonToken first, String words) throws RefusedException {
        if (in.currentToken() != first) {
            throw malformed("\"" + member + "\" must be " + words + ", found " + JsonRow.describe(in.currentToken()));
        }
    }

    private static void refuse(Optional<Problem> fault) throws RefusedException {
        if (fault.isPresent()) {
            throw new RefusedException(fault.get());
        }
    }

    private int offset() {
        return (int) in.currentTokenLocation().getByteOffset();
    }

    private static RefusedException malformed(String detail) {
        return JsonText.malformed("malformed_json", detail);
    }
}
