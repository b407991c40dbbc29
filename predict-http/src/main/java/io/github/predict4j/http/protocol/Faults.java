package io.github.predict4j.http.protocol;

import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Violation;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults of a body's rows: keeps the first {@value Problem#MAX_FAULTS}, counts all. */
final class Faults {
    private final List<Fault> kept = new ArrayList<>(0);
    private int count;
    private int rows;
    private long lastRow = -1;
    private boolean duplicates;

    void add(Fault fault) {
        count++;
        if (fault.row() != lastRow) {
            lastRow = fault.row();
            rows++;
        }
        duplicates |= fault.duplicate();
        if (kept.size() < Problem.MAX_FAULTS) {
            kept.add(fault);
        }
    }

    void add(String rowPointer, int row, InvalidRowException e) {
        for (Violation violation : e.violations()) {
            add(Fault.of(rowPointer, row, violation));
        }
    }

    boolean none() {
        return count == 0;
    }

    /** A text that says something twice is no unambiguous text (400); values that do not fit are content (422). */
    RefusedException refuse(int ofRows) {
        String listed = count > kept.size() ? "; the first " + kept.size() + " are listed" : "";
        String detail = number(count, "fault") + " in " + rows + " of " + number(ofRows, "row") + listed;
        return new RefusedException(new Problem(duplicates ? 400 : 422, "invalid_rows", detail, kept));
    }

    private static String number(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
