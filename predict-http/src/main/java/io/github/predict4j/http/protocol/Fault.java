package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.schema.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * One fault of one row, as a client sees it.
 *
 * @param pointer where in the body, or in the query, as a JSON pointer (RFC 6901): {@code /3/petal_width}
 * @param row the row's number in the body, from 0
 * @param field the field's name as the client gave it, at most 64 characters; empty if the row itself is at fault
 * @param code the kind of fault, for programs: {@code missing}, {@code invalid}, {@code unseen}, {@code out_of_range},
 *     {@code unknown_field}, {@code duplicate_field}, {@code duplicate_key}, {@code not_a_row}, {@code not_finite}
 * @param detail what was required and what was found, for people; quotes at most 64 characters of a value
 */
public record Fault(String pointer, long row, String field, String code, String detail) {
    static final String DUPLICATE_KEY = "duplicate_key";
    static final String NOT_A_ROW = "not_a_row";
    private static final String NOT_FINITE = "not_finite";

    /** The fault that a row has reported. */
    static Fault of(String rowPointer, long row, Violation violation) {
        return at(rowPointer + "/" + escape(violation.field()), row, violation);
    }

    /** The fault that a row has reported, where the field is at that place. */
    static Fault at(String pointer, long row, Violation violation) {
        return new Fault(
                pointer,
                row,
                violation.field(),
                violation.reason().name().toLowerCase(Locale.ROOT),
                violation.message());
    }

    /** A fault of a row as a whole. */
    static Fault ofRow(String rowPointer, long row, String code, String detail) {
        return new Fault(rowPointer, row, "", code, detail);
    }

    /** A sum can overflow for values that are each in order; no text has an infinity to answer with. */
    static Fault notFinite(String rowPointer, long row) {
        return ofRow(rowPointer, row, NOT_FINITE, "required values with a finite prediction, found none");
    }

    /** Whether the body says one thing twice, so that it is the text that is at fault and not a value. */
    boolean duplicate() {
        return code.equals(DUPLICATE_KEY) || code.equals("duplicate_field");
    }

    /** Writes faults as a member {@code errors}, an array of them. */
    static void writeAll(JsonGenerator json, List<Fault> faults) throws IOException {
        json.writeArrayFieldStart("errors");
        for (Fault fault : faults) {
            fault.write(json);
        }
        json.writeEndArray();
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("pointer", pointer);
        json.writeNumberField("row", row);
        json.writeStringField("field", field);
        json.writeStringField("code", code);
        json.writeStringField("detail", detail);
        json.writeEndObject();
    }

    /** A name as one part of a JSON pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
