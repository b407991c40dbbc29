package io.github.predict4j.bundle;

import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes the golden rows of a bundle again and compares. */
final class Replay {
    private static final Set<FieldType> TIMELESS =
            Set.of(FieldType.NUMBER, FieldType.INTEGER, FieldType.BOOLEAN, FieldType.CATEGORY);

    /** The largest difference a foreign writer may declare for its golden rows. */
    private static final double MAX_TOLERANCE = 1e-6;

    private final FeaturePipeline pipeline;
    private final @Nullable Model model;
    private final Map<String, String> writer;
    private final ReadLimits limits;
    private double tolerance;

    Replay(FeaturePipeline pipeline, @Nullable Model model, Map<String, String> writer, ReadLimits limits) {
        this.pipeline = pipeline;
        // Kernels would cost a few rows more than they save, and memory that a small file should not be able to ask
        // for.
        this.model = model instanceof TreeEnsemble trees ? trees.plain() : model;
        this.writer = writer;
        this.limits = limits;
    }

    /** What {@link #rows} found that the writer declares. */
    double tolerance() {
        return tolerance;
    }

    List<GoldenRow> rows(State state) throws BundleException {
        ReadLimits.check("goldenRows", Hostile.size(BundleWriter.GOLDEN_ROWS, state, "rows"), limits.goldenRows());
        tolerance = Hostile.parse(
                BundleWriter.GOLDEN_ROWS,
                () -> state.requireKeys(Set.of("tolerance", "rows")).number("tolerance"));
        if (!(tolerance >= 0 && tolerance <= MAX_TOLERANCE)) {
            throw BundleException.corrupt(
                    "section \"golden_rows\": tolerance must be in [0, " + MAX_TOLERANCE + "], found " + tolerance);
        }
        List<GoldenRow> rows = new ArrayList<>();
        for (State row : state.states("rows")) {
            rows.add(row(row, rows.size()));
        }
        return rows;
    }

    private GoldenRow row(State state, int number) throws BundleException {
        String where = BundleWriter.GOLDEN_ROWS + "/" + number;
        GoldenRow expected = Hostile.parse(where, () -> GoldenRow.read(state));
        GoldenRow here = Hostile.parse(where, () -> GoldenRow.of(expected.input(), pipeline, model));
        String difference = expected.difference(here, pipeline, tolerance);
        if (difference != null) {
            throw new BundleException(
                    Reason.NOT_REPRODUCED, "golden row " + number + ": " + difference + otherTimeZones());
        }
        return expected;
    }

    /** Names a changed time zone database, where there are dates whose results may depend on it. */
    private String otherTimeZones() {
        String there = writer.get(BundleWriter.TZDB);
        String here = BundleWriter.here().get(BundleWriter.TZDB);
        boolean dates = pipeline.schema().fields().stream().anyMatch(field -> !TIMELESS.contains(field.type()));
        return !dates || there == null || there.equals(here)
                ? ""
                : "; perhaps because the time zone data (tzdb) were " + there + " where it was written and are " + here
                        + " here";
    }
}
