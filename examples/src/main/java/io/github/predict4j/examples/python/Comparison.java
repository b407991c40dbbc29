package io.github.predict4j.examples.python;

import static io.github.predict4j.features.Features.clip;
import static io.github.predict4j.features.Features.cyclic;
import static io.github.predict4j.features.Features.dateParts;
import static io.github.predict4j.features.Features.dayOfYear;
import static io.github.predict4j.features.Features.impute;
import static io.github.predict4j.features.Features.minMax;
import static io.github.predict4j.features.Features.missingIndicator;
import static io.github.predict4j.features.Features.oneHot;
import static io.github.predict4j.features.Features.ordinal;
import static io.github.predict4j.features.Features.standard;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.examples.python.RandomModels.Leaves;
import io.github.predict4j.features.DatePart;
import io.github.predict4j.features.DateParts;
import io.github.predict4j.features.Imputer;
import io.github.predict4j.features.MinMaxScaler;
import io.github.predict4j.features.OneHotEncoder;
import io.github.predict4j.features.OutOfRange;
import io.github.predict4j.features.Unseen;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.Precision;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Invalid;
import io.github.predict4j.schema.Schema;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;

/**
 * One bundle to compare readers with: its fields, its steps, and how its model is made. Together {@link #ALL} have every
 * step, policy, kind of model, aggregation, precision and post-transform there is.
 */
record Comparison(
        String name,
        List<String> fields,
        List<Estimator> steps,
        OutputSchema output,
        Function<RandomModels, Model> model) {

    /** Every kind of field; each comparison takes some. */
    static final Schema FIELDS = Schema.of(
            Field.number("temp").optional(),
            Field.number("load").range(-1000, 1e12),
            Field.number("sensor").optional().invalid(Invalid.AS_MISSING),
            Field.integer("count"),
            Field.bool("work"),
            Field.category("season").oneOf("spring", "summer", "août", "冬", "😀"),
            Field.category("town").oneOf("a", "b", "c").optional(),
            Field.date("day"),
            Field.date("local_day").zone(ZoneId.of("Asia/Kathmandu")),
            Field.localDateTime("clock").zone(ZoneId.of("America/New_York")),
            Field.instant("moment", ZoneId.of("Europe/Berlin")));

    private static final OutputSchema VALUE = OutputSchema.regression("y", "");
    private static final OutputSchema TWO = OutputSchema.classification("y", List.of("no", "yes"));
    private static final OutputSchema THREE = OutputSchema.classification("y", List.of("a", "b", "c"));

    static final List<Comparison> ALL = List.of(
            new Comparison(
                    "trees-vote",
                    List.of("temp", "sensor", "load", "season", "town"),
                    List.of(
                            missingIndicator("town"),
                            impute("temp", "sensor")
                                    .strategy(Imputer.Strategy.MEDIAN)
                                    .addIndicator(),
                            minMax("load", "temp").range(-1, 2).outOfRange(OutOfRange.CLIP),
                            oneHot("season").unseen(Unseen.ZEROS),
                            oneHot("town")
                                    .unseen(Unseen.OTHER)
                                    .minFrequency(0.3)
                                    .missingAsCategory()),
                    THREE,
                    models -> TreeEnsemble.builder(models.trees(3, Leaves.CLASS), Aggregation.VOTE)
                            .treeWeights(models.numbers(25))
                            .build()),
            new Comparison(
                    "trees-mean-float",
                    List.of("temp", "load", "sensor", "count", "town"),
                    List.of(
                            standard("load", "temp"),
                            minMax("sensor").outOfRange(OutOfRange.AS_MISSING),
                            ordinal("town").unseen(Unseen.OTHER).unseenCode(-7),
                            oneHot("count").unseen(Unseen.AS_MISSING).drop(OneHotEncoder.Drop.FIRST)),
                    VALUE,
                    models -> TreeEnsemble.builder(models.richTrees(1, Leaves.VALUE), Aggregation.MEAN)
                            .treeWeights(models.numbers(25))
                            .baseValues(models.numbers(1))
                            .precision(Precision.FLOAT)
                            .acceptMissing()
                            .build()),
            new Comparison(
                    "trees-sum-logistic",
                    List.of("temp", "count", "work", "season", "town"),
                    List.of(
                            ordinal("season", "town").unseen(Unseen.AS_MISSING),
                            clip("temp").iqr(0.2)),
                    TWO,
                    models -> TreeEnsemble.builder(models.richTrees(1, Leaves.VALUE), Aggregation.SUM)
                            .baseValues(-11.5)
                            .postTransform(PostTransform.LOGISTIC)
                            .acceptMissing()
                            .build()),
            new Comparison(
                    "trees-vectors-softmax",
                    List.of("load", "temp", "town", "season"),
                    List.of(
                            impute("temp").constant(-1),
                            impute("town")
                                    .strategy(Imputer.Strategy.MOST_FREQUENT)
                                    .unseen(Unseen.AS_MISSING),
                            minMax("load").outOfRange(OutOfRange.REJECT)),
                    THREE,
                    models -> TreeEnsemble.builder(models.trees(3, Leaves.VECTOR), Aggregation.SUM)
                            .precision(Precision.FLOAT)
                            .postTransform(PostTransform.SOFTMAX)
                            .build()),
            new Comparison(
                    "trees-dates-mean",
                    List.of("day", "local_day", "clock", "moment"),
                    List.of(
                            dateParts("day", partsOfADate())
                                    .zeroBased()
                                    .yearOffset(-2011)
                                    .convention(DateParts.Convention.SUNDAY_0)
                                    .keepInputs(),
                            dateParts("moment", DatePart.values())
                                    .convention(DateParts.Convention.MONDAY_0)
                                    .weekend(DayOfWeek.FRIDAY),
                            dateParts("clock", DatePart.values()).localTimes(DateParts.LocalTimes.EARLIER)),
                    VALUE,
                    models -> TreeEnsemble.builder(models.trees(1, Leaves.VALUE), Aggregation.MEAN)
                            .build()),
            new Comparison(
                    "trees-sum-exp",
                    List.of("clock", "work"),
                    List.of(dateParts("clock", DatePart.HOUR, DatePart.DAY_OF_WEEK)),
                    VALUE,
                    models -> TreeEnsemble.builder(models.trees(1, Leaves.VALUE), Aggregation.SUM)
                            .treeWeights(models.numbers(25))
                            .postTransform(PostTransform.EXP)
                            .build()),
            new Comparison(
                    "linear",
                    List.of("day", "clock", "load", "work", "count"),
                    List.of(
                            dayOfYear("day"),
                            cyclic(365.2425, "day_day_of_year").phase(1).keepInputs(),
                            dateParts("clock", DatePart.HOUR, DatePart.MINUTE)
                                    .localTimes(DateParts.LocalTimes.SHIFT_FORWARD),
                            cyclic(24, "clock_hour"),
                            clip("load").quantile(0.05),
                            standard("load"),
                            oneHot("count", "work")
                                    .drop(OneHotEncoder.Drop.IF_BINARY)
                                    .unseen(Unseen.OTHER)
                                    .unseenLikeDropped()
                                    .keepInputs()),
                    VALUE,
                    models -> models.linear(1, PostTransform.NONE)),
            new Comparison(
                    "linear-logistic",
                    List.of("load", "work", "count"),
                    List.of(minMax("load").constant(MinMaxScaler.Constant.MIDPOINT)),
                    TWO,
                    models -> models.linear(1, PostTransform.LOGISTIC)),
            new Comparison(
                    "linear-softmax",
                    List.of("load", "season", "count", "moment"),
                    List.of(
                            oneHot("season"),
                            ordinal("count"),
                            dateParts("moment", DatePart.HOUR),
                            cyclic(24, "moment_hour")),
                    THREE,
                    models -> models.linear(3, PostTransform.SOFTMAX)),
            new Comparison(
                    "linear-exp",
                    List.of("load"),
                    List.of(clip("load").bounds(-50, Double.POSITIVE_INFINITY)),
                    VALUE,
                    models -> models.linear(1, PostTransform.EXP)));

    private static DatePart[] partsOfADate() {
        EnumSet<DatePart> timeOfDay = EnumSet.of(DatePart.HOUR, DatePart.MINUTE, DatePart.SECOND);
        return EnumSet.complementOf(timeOfDay).toArray(DatePart[]::new);
    }
}
