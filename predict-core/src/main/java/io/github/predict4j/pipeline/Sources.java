package io.github.predict4j.pipeline;

import io.github.predict4j.schema.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What every column of a step is made from: all inputs of the step, and first of all the one that it is named after. Asked
 * only when a feature is not what it must be, to say which value of the record is to blame.
 */
final class Sources {
    private final int fields;
    private final List<int[]> inputs = new ArrayList<>(); // by cell that a step makes
    private final List<Integer> namesakes = new ArrayList<>();

    Sources(int fields) {
        this.fields = fields;
    }

    /** The next cell that a step makes, and which of its inputs to look at first. */
    void add(int[] inputsOfStep, int namesake) {
        inputs.add(inputsOfStep);
        namesakes.add(namesake);
    }

    Search search(Row row) {
        return new Search(row);
    }

    /** The search in one row. Looks at every cell once at most, however many features go back to it. */
    final class Search {
        private final Row row;
        private final int[] known; // the culprit plus 1; 0 is not known yet

        private Search(Row row) {
            this.row = row;
            this.known = new int[fields + inputs.size()];
        }

        /**
         * The cell from which a missing, infinite or refused value came down to this one: a field, or the cell of a step
         * that made it from good values.
         */
        int culprit(int cell) {
            int end = cell;
            while (known[end] == 0) {
                int before = bad(end);
                if (before < 0) {
                    known[end] = end + 1;
                } else {
                    end = before;
                }
            }
            int culprit = known[end];
            for (int c = cell; known[c] == 0; c = bad(c)) {
                known[c] = culprit;
            }
            return culprit - 1;
        }

        /** An input of that cell that explains it, or -1. */
        private int bad(int cell) {
            if (cell < fields || row.refused(cell)) {
                return -1;
            }
            int namesake = namesakes.get(cell - fields);
            return isBad(namesake)
                    ? namesake
                    : Arrays.stream(inputs.get(cell - fields))
                            .filter(this::isBad)
                            .findFirst()
                            .orElse(-1);
        }

        private boolean isBad(int cell) {
            return !Double.isFinite(row.cell(cell)) || row.refused(cell);
        }
    }
}
