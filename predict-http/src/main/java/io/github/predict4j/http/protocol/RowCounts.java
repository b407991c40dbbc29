package io.github.predict4j.http.protocol;

import io.github.predict4j.Batch;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Violation;
import io.github.predict4j.schema.Warning;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many rows a model was given, by whatever protocol, since it is served. Thread-safe. */
public final class RowCounts {
    private final LongAdder scored = new LongAdder();
    private final Map<Violation.Reason, LongAdder> rejected = new EnumMap<>(Violation.Reason.class);
    private final Map<Warning, LongAdder> warnings = new ConcurrentHashMap<>();

    RowCounts() {
        for (Violation.Reason reason : Violation.Reason.values()) {
            rejected.put(reason, new LongAdder());
        }
    }

    /** Rows that were scored. */
    public long scored() {
        return scored.sum();
    }

    /** Rows that were refused, by the reason of their first fault. */
    public Map<Violation.Reason, Long> rejected() {
        Map<Violation.Reason, Long> sums = new EnumMap<>(Violation.Reason.class);
        rejected.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }

    /** What was done to values of rows that were scored, and to how many. */
    public Map<Warning, Long> warnings() {
        Map<Warning, Long> sums = new HashMap<>();
        warnings.forEach((warning, count) -> sums.put(warning, count.sum()));
        return sums;
    }

    /** Forgets all; not while rows are counted. */
    void clear() {
        scored.reset();
        rejected.values().forEach(LongAdder::reset);
        warnings.clear();
    }

    /** A batch whose rows are counted here. */
    Batch count(Batch batch) {
        return new Counted(batch);
    }

    private final class Counted implements Batch {
        private final Batch batch;

        Counted(Batch batch) {
            this.batch = batch;
        }

        @Override
        public Row row() {
            return batch.row();
        }

        @Override
        public void add() {
            try {
                batch.add();
            } catch (InvalidRowException e) {
                LongAdder count = rejected.get(e.violations().get(0).reason());
                if (count != null) {
                    count.increment();
                }
                throw e;
            }
        }

        @Override
        public int size() {
            return batch.size();
        }

        @Override
        public int capacity() {
            return batch.capacity();
        }

        @Override
        public void score(double[] out) {
            batch.score(out);
            scored.add(batch.size());
            for (int i = 0; i < batch.size(); i++) {
                List<Warning> ofRow = batch.warnings(i);
                if (!ofRow.isEmpty()) {
                    ofRow.forEach(warning -> warnings.computeIfAbsent(warning, w -> new LongAdder())
                            .increment());
                }
            }
        }

        @Override
        public List<Warning> warnings(int row) {
            return batch.warnings(row);
        }

        @Override
        public void clear() {
            batch.clear();
        }
    }
}
