package io.github.predict4j.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inside of a {@link Row}: the values as doubles, what is known about each, and what steps and pipelines do with them.
 * The fields come first, then the columns that steps make.
 */
abstract class Cells {
    static final byte UNSET = 0;
    static final byte MISSING = 1;
    static final byte FAULTY = 2;
    static final byte UNSEEN = 3;
    static final byte SET = 4;

    final Schema schema;
    final Field[] fields;
    final Faults faults = new Faults();

    private final List<String> stepColumns;
    private final @Nullable Object attachment;
    private final double[] cells;
    private final byte[] state;
    private final byte[] warned;
    private final @Nullable String[] unseen;
    private boolean anyWarned;

    Cells(Schema schema, List<String> stepColumns, @Nullable Object attachment) {
        this.schema = schema;
        this.fields = schema.fields().toArray(Field[]::new);
        this.stepColumns = List.copyOf(stepColumns);
        this.attachment = attachment;
        this.cells = new double[fields.length + stepColumns.size()];
        this.state = new byte[fields.length];
        this.warned = new byte[cells.length];
        this.unseen = new String[fields.length];
        empty();
    }

    final void empty() {
        Arrays.fill(cells, 0, fields.length, Double.NaN);
        Arrays.fill(state, UNSET);
        Arrays.fill(warned, (byte) 0);
        faults.clear();
        anyWarned = false;
    }

    final void store(int field, byte newState, double value) {
        if (state[field] != SET && state[field] != UNSET) {
            forget(field);
        }
        state[field] = newState;
        cells[field] = value;
    }

    final void storeUnseen(int field, String text) {
        unseen[field] = text;
        store(field, UNSEEN, -1);
    }

    /** Drops what was recorded about a field that is now set anew. */
    private void forget(int field) {
        warned[field] = 0;
        faults.removeAtDoor(field, violation -> violation.reason() != Violation.Reason.DUPLICATE_FIELD);
    }

    /** The fields it is checked against. */
    public final Schema schema() {
        return schema;
    }

    /** Whether the field was set since the last {@link Row#clear}, be it to a missing or a faulty value. */
    public final boolean isSet(int field) {
        return state[field] != UNSET;
    }

    /** The warnings of the last scoring, in the order of the columns; empty, without allocation, if there are none. */
    public final List<Warning> warnings() {
        if (!anyWarned) {
            return List.of();
        }
        List<Warning> warnings = new ArrayList<>();
        for (int cell = 0; cell < cells.length; cell++) {
            if (warned[cell] != 0) {
                addWarnings(cell, warnings);
            }
        }
        return List.copyOf(warnings);
    }

    private void addWarnings(int cell, List<Warning> warnings) {
        for (Warning.Code code : Warning.Code.values()) {
            if ((warned[cell] & code.bit()) != 0) {
                warnings.add(new Warning(column(cell), code));
            }
        }
    }

    /**
     * The faults known so far, in the order of the schema's fields, then of the steps' columns, unknown fields last; at
     * most {@value Row#MAX_VIOLATIONS}.
     */
    public final List<Violation> violations() {
        return faults.violations();
    }

    /** For pipelines: whether the row has these fields and step columns; O(1) for the ones it was made with. */
    public final boolean isFor(Schema fields, List<String> columns) {
        return schema.equals(fields) && stepColumns.equals(columns);
    }

    /** For steps: the value of a cell; a field's place in the schema, or the place of a column that a step made. */
    public final double cell(int cell) {
        return cells[cell];
    }

    /** For steps: stores a value into a cell that a step makes. */
    public final void cell(int cell, double value) {
        cells[cell] = value;
    }

    /** For steps: records a warning about a cell. */
    public final void warn(int cell, Warning.Code code) {
        warned[cell] |= code.bit();
        anyWarned = true;
    }

    /** For steps and pipelines: refuses the row because of a cell's value. */
    public final void reject(int cell, Violation.Reason reason, String required, String found) {
        String column = column(cell);
        int field = schema.indexOf(column); // a step's column may have taken a field's name
        faults.addInStep(field < 0 ? cell : field, new Violation(0, column, reason, required, found));
    }

    /**
     * For pipelines: applies the fields' policies before the steps run. Afterwards every refused field's cell is NaN.
     * May be called again for the same values.
     *
     * @param treatsUnseen for each field, whether an unseen category may pass
     */
    public final void admit(boolean[] treatsUnseen) {
        if (anyWarned) {
            forgetStepWarnings();
        }
        faults.clearSteps();
        for (int i = 0; i < state.length; i++) {
            if (state[i] == SET) {
                continue;
            }
            if (state[i] == UNSEEN) {
                admitUnseen(i, treatsUnseen[i]);
            } else if (state[i] <= MISSING && fields[i].missing() == Missing.REJECT) {
                reject(i, Violation.Reason.MISSING, fields[i].required(), "");
            }
        }
    }

    /** For pipelines: whether a fault of that cell is known. */
    public final boolean refused(int cell) {
        return faults.has(cell);
    }

    /** For pipelines: whether any fault is known. */
    public final boolean faulty() {
        return faults.any();
    }

    /** For predictors: what the owner keeps with the row. */
    public final @Nullable Object attachment() {
        return attachment;
    }

    private void admitUnseen(int field, boolean treated) {
        cells[field] = treated ? -1 : Double.NaN;
        if (!treated) {
            reject(field, Violation.Reason.UNSEEN, fields[field].required(), String.valueOf(unseen[field]));
        }
    }

    private void forgetStepWarnings() {
        anyWarned = false;
        for (int cell = 0; cell < warned.length; cell++) {
            warned[cell] &= Warning.Code.INVALID_AS_MISSING.bit();
            anyWarned |= warned[cell] != 0;
        }
    }

    private String column(int cell) {
        return cell < fields.length ? fields[cell].name() : stepColumns.get(cell - fields.length);
    }
}
