package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members of a protocol's body. */
enum Envelope {
    /** KServe V1 and TensorFlow Serving. */
    V1(2) {
        @Override
        void other(String member, JsonParser in) throws IOException, RefusedException {
            if (member.equals("signature_name") && !in.getText().equals("serving_default")) {
                throw JsonText.malformed(
                        "malformed_json", "\"signature_name\" must be \"serving_default\", found another");
            }
            in.skipChildren();
        }
    },
    /** MLflow and SageMaker. */
    INVOCATIONS(4) {
        @Override
        void other(String member, JsonParser in) throws IOException, RefusedException {
            if (!member.equals("params")) {
                in.skipChildren();
            } else if (in.currentToken() != JsonToken.VALUE_NULL
                    && (in.currentToken() != JsonToken.START_OBJECT || in.nextToken() != JsonToken.END_OBJECT)) {
                throw JsonText.malformed("malformed_json", "\"params\" must be empty, found some");
            }
        }
    };

    /** How a member holds rows. */
    enum Form {
        /** An array of rows: objects, arrays of values in the schema's order, or single values. */
        INSTANCES("instances"),
        /** The same, or an object of columns. */
        INPUTS("inputs"),
        /** An array of objects. */
        RECORDS("dataframe_records"),
        /** The names of columns once, and rows as arrays of values in that order. */
        SPLIT("dataframe_split");

        private final String key;

        Form(String key) {
            this.key = key;
        }

        /** The member's name. */
        String key() {
            return key;
        }
    }

    private final int forms;

    /**
     * @param forms how many of the forms it has, in their order
     */
    Envelope(int forms) {
        this.forms = forms;
    }

    private List<Form> forms() {
        return Arrays.asList(Form.values()).subList(0, forms);
    }

    /** What must be there, in words. */
    String required() {
        return forms().stream().map(form -> '"' + form.key() + '"').collect(Collectors.joining(" or "));
    }

    /** The form of a member that holds rows; {@code null} of another. */
    @Nullable
    Form form(String member) {
        for (Form form : forms()) {
            if (form.key().equals(member)) {
                return form;
            }
        }
        return null;
    }

    /** Whether predictions of rows of that form are called as TensorFlow calls those of columns. */
    boolean columnar(Form form) {
        return this == V1 && form == Form.INPUTS;
    }

    /**
     * Looks at a member that holds no rows, and passes over it.
     *
     * @param in at the value's first token; at its last one afterwards
     */
    abstract void other(String member, JsonParser in) throws IOException, RefusedException;
}
