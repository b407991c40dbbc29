package io.github.predict4j;

import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Warning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What batches share: the row, the count, and the warnings, which are rare and so kept by row number. */
abstract class AbstractBatch implements Batch {
    private final Row row;
    private final int capacity;
    private final Map<Integer, List<Warning>> warnings = new HashMap<>();
    private int size;

    AbstractBatch(Row row, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, found " + capacity);
        }
        this.row = row;
        this.capacity = capacity;
    }

    /** Takes the row as number {@code size()}. */
    abstract void take(Row row);

    @Override
    public final Row row() {
        return row;
    }

    @Override
    public final void add() {
        if (size == capacity) {
            throw new IllegalStateException("the batch must have room, found it full with " + capacity + " rows");
        }
        take(row);
        List<Warning> found = row.warnings();
        if (!found.isEmpty()) {
            warnings.put(size, found);
        }
        size++;
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final int capacity() {
        return capacity;
    }

    @Override
    public final List<Warning> warnings(int number) {
        return warnings.isEmpty() ? List.of() : warnings.getOrDefault(number, List.of());
    }

    @Override
    public final void clear() {
        size = 0;
        warnings.clear();
    }
}
