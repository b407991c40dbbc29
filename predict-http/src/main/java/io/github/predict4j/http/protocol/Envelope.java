package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members of a protocol's body. */
enum Envelope {
    /** KServe V1 and TensorFlow Serving. */
    V1(EnumSet.of(Form.INSTANCES, Form.INPUTS)) {
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
    INVOCATIONS(EnumSet.allOf(Form.class)) {
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

    private final Set<Form> forms;

    Envelope(Set<Form> forms) {
        this.forms = forms;
    }

    /** What must be there, in words. */
    String required() {
        return forms.stream().map(form -> '"' + form.key() + '"').collect(Collectors.joining(" or "));
    }

    /** The form of a member that holds rows; {@code null} of another. */
    @Nullable
    Form form(String member) {
        for (Form form : forms) {
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
