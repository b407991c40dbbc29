package io.github.predict4j.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The faults of a row: those found at the door, which stay until the field is set anew, and those of its last run through
 * the steps.
 */
final class Faults {
    /** The place of what is no field: behind all of them. */
    private static final int UNKNOWN = Integer.MAX_VALUE;

    /** A fault with the place of what it is about: a cell, or behind all of them for an unknown field. */
    private record Fault(int place, Violation violation) {}

    private final List<Fault> door = new ArrayList<>(0);
    private final List<Fault> steps = new ArrayList<>(0);
    private int unknownFields;

    void clear() {
        door.clear();
        steps.clear();
        unknownFields = 0;
    }

    void clearSteps() {
        steps.clear();
    }

    boolean any() {
        return !door.isEmpty() || !steps.isEmpty();
    }

    /** Whether a fault of the column at that place is known. */
    boolean has(int place) {
        return Stream.concat(door.stream(), steps.stream()).anyMatch(f -> f.place == place);
    }

    boolean atDoor(int place) {
        return door.stream().anyMatch(f -> f.place == place);
    }

    boolean full() {
        return unknownFields >= Row.MAX_VIOLATIONS;
    }

    /** At most one fault of a kind for a field, so every one is kept: a faulty field must not pass for a missing one. */
    void addAtDoor(int place, Violation violation) {
        door.add(new Fault(place, violation));
    }

    void addUnknown(Violation violation) {
        if (unknownFields++ < Row.MAX_VIOLATIONS) {
            door.add(new Fault(UNKNOWN, violation));
        }
    }

    void addInStep(int place, Violation violation) {
        if (steps.size() < Row.MAX_VIOLATIONS) {
            steps.add(new Fault(place, violation));
        }
    }

    void removeAtDoor(int place, Predicate<Violation> which) {
        door.removeIf(f -> f.place == place && which.test(f.violation));
    }

    List<Violation> violations() {
        return Stream.concat(door.stream(), steps.stream())
                .sorted(Comparator.comparingInt(Fault::place))
                .limit(Row.MAX_VIOLATIONS)
                .map(Fault::violation)
                .toList();
    }
}
