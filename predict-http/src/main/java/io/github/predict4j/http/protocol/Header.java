package io.github.predict4j.http.protocol;

import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names of columns that come before their rows: in any order, each once, and all that a row cannot do without. */
final class Header {
    private static final int FIELDS_LISTED = 100;
    private static final int FAULTS_LISTED = 10;

    private Header() {}

    /** The place in the schema of each column, -1 for one that is passed over. */
    static int[] places(List<String> names, Schema schema) {
        return names.stream().mapToInt(schema::indexOf).toArray();
    }

    /**
     * What is wrong with the columns is wrong with every row, so it is said once.
     *
     * @param what what has the names: "a header row"
     */
    static Optional<Problem> fault(String what, List<String> names, Schema schema) {
        List<String> faults = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (String name : names) {
            if (schema.indexOf(name) < 0 && schema.extra() == Extra.REJECT) {
                faults.add("\"" + cut(name) + "\", which is no field");
            } else if (!known.add(name)) {
                faults.add("\"" + cut(name) + "\" twice");
            }
        }
        for (Field field : schema.fields()) {
            if (field.missing() == Missing.REJECT && !known.contains(field.name())) {
                faults.add("no \"" + field.name() + "\"");
            }
        }
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        String detail = "required " + what + " with the fields " + list(schema.names(), FIELDS_LISTED) + "; found "
                + list(faults, FAULTS_LISTED);
        return Optional.of(Problem.of(422, "invalid_header", detail));
    }

    private static String list(List<String> texts, int most) {
        String more = texts.size() > most ? ", … (" + texts.size() + " in all)" : "";
        return String.join(", ", texts.subList(0, Math.min(most, texts.size()))) + more;
    }

    private static String cut(String name) {
        return name.length() <= 64 ? name : name.substring(0, 63) + "…";
    }
}
