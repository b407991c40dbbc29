package io.github.predict4j.bundle;

import io.github.predict4j.bundle.Distribution.Categories;
import io.github.predict4j.bundle.Distribution.Numbers;
import io.github.predict4j.bundle.Statistics.FieldStatistics;
import io.github.predict4j.pipeline.State;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@link Statistics} as {@link State}. A distribution with edges is one of numbers, one with categories of those. */
final class StatisticsState {
    private static final Set<String> KEYS = Set.of("rows", "fields", "prediction");
    private static final Set<String> FIELD = Set.of("name", "distribution");
    private static final Set<String> NUMBERS =
            Set.of("count", "missing", "min", "max", "mean", "sd", "edges", "counts");
    private static final Set<String> CATEGORIES = Set.of("count", "missing", "categories", "counts");

    private StatisticsState() {}

    static State of(Statistics statistics) {
        State.Builder state = State.builder()
                .put("rows", statistics.rows())
                .putStates(
                        "fields",
                        statistics.fields().stream().map(StatisticsState::field).toList());
        if (statistics.prediction() != null) {
            state.put("prediction", distribution(statistics.prediction()));
        }
        return state.build();
    }

    static Statistics read(State state) {
        List<FieldStatistics> fields = state.requireKeys(KEYS).states("fields").stream()
                .map(field -> field.requireKeys(FIELD))
                .map(field -> new FieldStatistics(field.text("name"), distribution(field.state("distribution"))))
                .toList();
        State prediction = state.optional("prediction", State::state);
        return new Statistics(state.integer("rows"), fields, prediction == null ? null : distribution(prediction));
    }

    private static State field(FieldStatistics field) {
        return State.builder()
                .put("name", field.name())
                .put("distribution", distribution(field.distribution()))
                .build();
    }

    private static State distribution(Distribution distribution) {
        State.Builder state = State.builder()
                .put("count", distribution.count())
                .put("missing", distribution.missing())
                .put("counts", distribution.counts().stream().mapToLong(c -> c).toArray());
        if (distribution instanceof Numbers numbers) {
            state.put("min", numbers.min())
                    .put("max", numbers.max())
                    .put("mean", numbers.mean())
                    .put("sd", numbers.sd())
                    .put("edges", numbers.edges().stream().mapToDouble(e -> e).toArray());
        } else if (distribution instanceof Categories categories) {
            state.put("categories", categories.categories());
        }
        return state.build();
    }

    private static Distribution distribution(State state) {
        List<Long> counts = Arrays.stream(state.longs("counts")).boxed().toList();
        if (state.has("edges")) {
            state.requireKeys(NUMBERS);
            return new Numbers(
                    state.integer("count"),
                    state.integer("missing"),
                    state.number("min"),
                    state.number("max"),
                    state.number("mean"),
                    state.number("sd"),
                    Arrays.stream(state.numbers("edges")).boxed().toList(),
                    counts);
        }
        state.requireKeys(CATEGORIES);
        return new Categories(state.integer("count"), state.integer("missing"), state.texts("categories"), counts);
    }
}
