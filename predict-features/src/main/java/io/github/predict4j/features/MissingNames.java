package io.github.predict4j.features;

import io.github.predict4j.schema.Table;
import java.util.Arrays;
import java.util.List;

/** Which columns have an indicator of missing values, and what it is called. */
final class MissingNames {
    private MissingNames() {}

    static String of(String column) {
        return column + "_missing";
    }

    /** Those of the columns that have a missing value in the table. */
    static List<String> missingIn(Table table, List<String> columns) {
        return columns.stream()
                .filter(c -> Arrays.stream(table.values(c)).anyMatch(Double::isNaN))
                .toList();
    }
}
