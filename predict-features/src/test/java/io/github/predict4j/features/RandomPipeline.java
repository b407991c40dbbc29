package io.github.predict4j.features;

import static io.github.predict4j.features.Features.clip;
import static io.github.predict4j.features.Features.cyclic;
import static io.github.predict4j.features.Features.dateParts;
import static io.github.predict4j.features.Features.impute;
import static io.github.predict4j.features.Features.minMax;
import static io.github.predict4j.features.Features.missingIndicator;
import static io.github.predict4j.features.Features.oneHot;
import static io.github.predict4j.features.Features.ordinal;
import static io.github.predict4j.features.Features.standard;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A pipeline of random steps fitted to random data, and random records for it, many of them odd. */
final class RandomPipeline {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final List<String> NUMBERS = List.of("n1", "n\uD83D\uDE00");
    private static final List<String> TEXTS = List.of("c1", "c2");
    private static final String[] WORDS = {"", "a", "b", " b", "B", "\uFF41", "\uD83D\uDE00", "\u00E9", "e\u0301", "nan"
    };
    private static final double[] EDGES = {
        0.0, -0.0, Double.MIN_VALUE, -1e-310, 1e150, -1e150, 1e308, 9007199254740992.0
    };

    private final SplittableRandom random;
    private final double centre;
    private final double spread;
    final Schema schema;
    final FeaturePipeline pipeline;

    RandomPipeline(long seed) {
        this(seed, UnaryOperator.identity());
    }

    /** With each step's definition seen by someone else before it is fitted. */
    RandomPipeline(long seed, UnaryOperator<Estimator> watch) {
        this.random = new SplittableRandom(seed);
        this.centre = pick(0, 1, -1e9, 1e100, 1e-320);
        this.spread = pick(0, 1, 1e-3, 1e90, 1e-310);
        this.schema = Schema.of(
                Field.number("n1").optional(),
                Field.number("n\uD83D\uDE00").optional(),
                Field.integer("i"),
                Field.bool("b"),
                Field.category("c1").optional(),
                Field.category("c2").optional(),
                Field.date("d").optional(),
                Field.localDateTime("l").zone(PARIS).optional(),
                Field.instant("m", PARIS).optional());
        Table.Builder table = Table.builder(schema);
        int rows = 2 + random.nextInt(40);
        for (int r = 0; r < rows; r++) {
            // The first record has everything, the second nothing, so that every step can be fitted.
            Row row = table.row().clear();
            record(r == 0 ? 0 : r == 1 ? 1 : 0.2, 0, WORDS.length - 2).forEach(value -> value.accept(row));
            table.add();
        }
        this.pipeline = FeaturePipeline.fit(
                "random", "1.0.0", steps().stream().map(watch).toList(), table.build());
    }

    /** An odd record: its values, each to be put into a row. */
    List<Consumer<Row>> record() {
        return record(0.2, 0.2, WORDS.length);
    }

    private List<Consumer<Row>> record(double missing, double odd, int words) {
        List<Consumer<Row>> values = new ArrayList<>();
        for (String number : NUMBERS) {
            double value = random.nextDouble() < odd
                    ? EDGES[random.nextInt(EDGES.length)]
                    : centre + spread * (random.nextDouble() * 4 - 2);
            double set = random.nextDouble() < missing ? Double.NaN : value;
            values.add(row -> row.set(number, set));
        }
        for (String text : TEXTS) {
            String set = random.nextDouble() < missing ? null : WORDS[random.nextInt(words)];
            values.add(row -> row.set(text, set));
        }
        long integer = random.nextInt(odd > 0 ? 7 : 4);
        boolean bool = random.nextBoolean();
        values.add(row -> row.set("i", integer));
        values.add(row -> row.set("b", bool));
        values.addAll(times(missing, odd));
        return values;
    }

    private List<Consumer<Row>> times(double missing, double odd) {
        boolean edge = random.nextDouble() < odd;
        LocalDateTime time = LocalDateTime.of(
                edge ? LocalDate.of(2024, 3, 31) : LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000)),
                LocalTime.of(edge ? 2 : 12, 30));
        boolean absent = random.nextDouble() < missing;
        return List.of(
                row -> row.set("d", absent ? null : time.toLocalDate()),
                row -> row.set("l", absent ? null : time),
                row -> row.set("m", absent ? null : time.toInstant(ZoneOffset.UTC)));
    }

    /** A row of a pipeline with that record, its fields set in random order. */
    Row row(FeaturePipeline of, List<Consumer<Row>> record) {
        Row row = of.newRow(null);
        List<Consumer<Row>> left = new ArrayList<>(record);
        while (!left.isEmpty()) {
            left.remove(random.nextInt(left.size())).accept(row);
        }
        return row;
    }

    private List<Estimator> steps() {
        List<Estimator> steps = new ArrayList<>();
        if (random.nextBoolean()) {
            steps.add(missingIndicator("n1", "i", "n\uD83D\uDE00"));
        }
        if (random.nextBoolean()) {
            steps.add(impute("n1", "n\uD83D\uDE00").strategy(any(Imputer.Strategy.values(), 3)));
        }
        if (random.nextBoolean()) {
            steps.add(clips());
        }
        steps.add(scaler());
        steps.add(dates("d", DatePart.DAY_OF_YEAR, DatePart.ISO_WEEK, DatePart.WEEKEND));
        steps.add(dates("l", DatePart.values()));
        if (random.nextBoolean()) {
            steps.add(dates("m", DatePart.HOUR, DatePart.EPOCH_DAYS));
        }
        if (random.nextBoolean()) {
            steps.add(cyclic(24, "i").phase(random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            steps.add(impute("c1", "c2")
                    .strategy(Imputer.Strategy.MOST_FREQUENT)
                    .unseen(pickUnseen(2))
                    .addIndicator());
        }
        steps.add(encoder("c1"));
        steps.add(encoder("c2"));
        if (random.nextBoolean()) {
            steps.add(encoder("b"));
        }
        return steps;
    }

    private Estimator clips() {
        Clipper.Definition clip = clip("n\uD83D\uDE00");
        return switch (random.nextInt(4)) {
            case 0 -> clip.quantile(random.nextDouble() / 2);
            case 1 -> clip.iqr(1.5);
            case 2 -> clip.mad(3);
            default -> clip;
        };
    }

    private Estimator scaler() {
        return random.nextBoolean()
                ? standard("n\uD83D\uDE00", "n1")
                : minMax("n1", "n\uD83D\uDE00")
                        .range(-1, 3)
                        .outOfRange(any(OutOfRange.values(), 4))
                        .constant(any(MinMaxScaler.Constant.values(), 2));
    }

    private Estimator dates(String column, DatePart... parts) {
        DateParts.Definition dates = dateParts(column, parts)
                .convention(any(DateParts.Convention.values(), 3))
                .localTimes(any(DateParts.LocalTimes.values(), 4));
        return random.nextBoolean() ? dates.zeroBased() : dates;
    }

    private Estimator encoder(String column) {
        if (random.nextInt(4) == 0) {
            return ordinal(column).unseen(pickUnseen(3)).missingCode(-7);
        }
        OneHotEncoder.Definition encoder = oneHot(column)
                .unseen(any(Unseen.values(), 4))
                .drop(random.nextBoolean() ? OneHotEncoder.Drop.NONE : OneHotEncoder.Drop.IF_BINARY)
                .unseenLikeDropped();
        encoder = random.nextBoolean() ? encoder.missingAsCategory() : encoder;
        encoder = random.nextBoolean() ? encoder.minFrequency(2) : encoder;
        return random.nextBoolean() ? encoder.maxCategories(3) : encoder;
    }

    private Unseen pickUnseen(int first) {
        return new Unseen[] {Unseen.REJECT, Unseen.AS_MISSING, Unseen.OTHER}[random.nextInt(first)];
    }

    private <T> T any(T[] values, int first) {
        return values[random.nextInt(Math.min(first, values.length))];
    }

    private double pick(double... values) {
        return values[random.nextInt(values.length)];
    }
}
