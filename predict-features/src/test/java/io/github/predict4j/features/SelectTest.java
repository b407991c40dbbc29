package io.github.predict4j.features;

import static io.github.predict4j.features.Features.dayOfYear;
import static io.github.predict4j.features.Features.minMax;
import static io.github.predict4j.features.Features.oneHot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Which columns a model reads, and in which order: the schema and {@link FeaturePipeline#select}. */
class SelectTest {
    private static final Schema SCHEMA = Schema.of(
            Field.date("dteday"), Field.number("temp"), Field.category("season").oneOf("b", "a"), Field.number("hum"));

    private static FeaturePipeline pipeline() {
        Table.Builder table = Table.builder(SCHEMA);
        fill(table.row().clear(), "2011-01-01", 0);
        table.add();
        fill(table.row().clear(), "2011-12-31", 10);
        table.add();
        return Fixture.fit(table.build(), dayOfYear("dteday"), oneHot("season"), minMax("temp"));
    }

    private static Row fill(Row row, String date, double number) {
        return row.set("hum", number).set("season", "a").set("temp", number).parse("dteday", date);
    }

    @Test
    void features_unlessSelected_areTheLivingColumnsInOrderOfOrigin() {
        FeaturePipeline p = pipeline();

        assertThat(p.features()).containsExactly("temp", "hum", "dteday_day_of_year", "season_a", "season_b");
        assertThat(Fixture.apply(p, fill(p.newRow(null), "2011-02-01", 5))).containsExactly(0.5, 5, 32, 1, 0);
    }

    @Test
    void select_explicitOrder_isTheOrderOfTheFeatures() {
        FeaturePipeline p = pipeline().select(List.of("season_b", "hum", "dteday_day_of_year", "temp"));

        assertThat(p.features()).containsExactly("season_b", "hum", "dteday_day_of_year", "temp");
        assertThat(Fixture.apply(p, fill(p.newRow(null), "2011-02-01", 5))).containsExactly(0, 5, 32, 0.5);
        assertThat(Fixture.reload(p).features()).isEqualTo(p.features());
        assertThat(p.fingerprint())
                .isNotEqualTo(p.select(List.of("hum", "season_b", "dteday_day_of_year", "temp"))
                        .fingerprint());
    }

    @Test
    void select_columnThatIsNoneOrTwice_isRefused() {
        FeaturePipeline p = pipeline();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> p.select(List.of("dteday")))
                .withMessageContaining("found \"dteday\"");
        assertThatIllegalArgumentException().isThrownBy(() -> p.select(List.of("Temp")));
        assertThatIllegalArgumentException().isThrownBy(() -> p.select(List.of("temp", "temp")));
        assertThatIllegalArgumentException().isThrownBy(() -> p.select(List.of()));
    }

    @Test
    void row_severalFaults_areReportedAtOnceAndNothingIsConverted() {
        FeaturePipeline p = pipeline();
        Row row = p.newRow(null)
                .set("temp", "5")
                .set("season", "c")
                .set("Hum", 1.0)
                .parse("dteday", "2011-02-29")
                .duplicate("temp");

        Assertions.assertThatExceptionOfType(InvalidRowException.class)
                .isThrownBy(() -> Fixture.apply(p, row))
                .satisfies(e -> assertThat(e.violations())
                        .extracting(v -> v.field() + " " + v.reason())
                        .containsExactly(
                                "dteday " + Violation.Reason.INVALID,
                                "temp " + Violation.Reason.DUPLICATE_FIELD,
                                "season " + Violation.Reason.UNSEEN,
                                "hum " + Violation.Reason.MISSING,
                                "Hum " + Violation.Reason.UNKNOWN_FIELD));
    }
}
