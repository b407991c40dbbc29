package io.github.predict4j.schema;

import static io.github.predict4j.schema.Violation.Reason.INVALID;
import static io.github.predict4j.schema.Violation.Reason.MISSING;
import static io.github.predict4j.schema.Violation.Reason.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {
    private record Item(@Nullable String colour, double size) {}

    private static final Schema SCHEMA =
            Schema.of(Field.category("colour").optional(), Field.number("size").range(0, 100));

    private static Table table(Schema schema, Item... items) {
        return Table.of(
                schema,
                List.of(items),
                (item, row) -> row.set("colour", item.colour).set("size", item.size));
    }

    @Test
    void of_undeclaredCategory_learnsItsDictionarySorted() {
        Table table = table(
                SCHEMA.extra(Extra.IGNORE),
                new Item("red", 1),
                new Item("\uD83D\uDE00", 2),
                new Item("blue", 3),
                new Item(null, 4),
                new Item("\uFFFD", 5),
                new Item("red", 6));
        assertThat(table.rows()).isEqualTo(6);
        assertThat(table.schema().field("colour").categories())
                .containsExactly("blue", "red", "\uFFFD", "\uD83D\uDE00");
        assertThat(table.values("colour")).containsExactly(1, 3, 0, Double.NaN, 2, 1);
        assertThat(table.values("size")).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(table.category(0, "colour")).isEqualTo("red");
        assertThat(table.category(3, "colour")).isNull();
        assertThat(table.schema().extra()).isEqualTo(Extra.IGNORE);
        assertThat(table.declared()).isEqualTo(SCHEMA.extra(Extra.IGNORE));
    }

    @Test
    void of_declaredCategory_refusesOthers() {
        Schema declared = SCHEMA.with(Field.category("colour").oneOf("red"));
        InvalidRowException e = refused(() -> table(declared, new Item("red", 1), new Item("blue", 1)));
        assertThat(e.violations()).containsExactly(new Violation(1, "colour", UNSEEN, "one of red", "\"blue\""));
    }

    @Test
    void of_faultyItems_allFaultsWithTheirRows() {
        InvalidRowException e =
                refused(() -> table(SCHEMA, new Item("a", 1), new Item("b", 101), new Item("c", Double.NaN)));
        assertThat(e.violations())
                .extracting(Violation::row, Violation::field, Violation::reason)
                .containsExactly(tuple(1, "size", INVALID), tuple(2, "size", MISSING));
    }

    @Test
    void builder_manyFaults_boundedNumberKept() {
        Table.Builder builder = Table.builder(SCHEMA);
        for (int i = 0; i < 300; i++) {
            builder.row().clear().set("size", -1.0);
            builder.add();
        }
        assertThat(refused(builder::build).violations()).hasSize(Row.MAX_VIOLATIONS);
    }

    @Test
    void rows_numbers_inThatOrder() {
        Table table = table(SCHEMA, new Item("a", 1), new Item("b", 2), new Item("c", 3));
        Table picked = table.rows(new int[] {2, 0, 2});
        assertThat(picked.values("size")).containsExactly(3, 1, 3);
        assertThat(picked.schema()).isEqualTo(table.schema());
        assertThat(picked.categories("colour")).containsExactly("a", "c");
        assertThat(table.rows(new int[0]).rows()).isZero();
    }

    @Test
    void values_changed_leaveTheTable() {
        Table table = table(SCHEMA, new Item("a", 1));
        table.values("size")[0] = 9;
        double[] given = {5};
        Table more = table.with(Field.number("more"), given);
        given[0] = 9;
        assertThat(table.values("size")).containsExactly(1);
        assertThat(more.values("more")).containsExactly(5);
    }

    @Test
    void with_column_addedOrReplaced() {
        Table table = table(SCHEMA, new Item("a", 1), new Item("b", 2));
        assertThat(table.with(Field.number("size"), new double[] {7, 8}).values("size"))
                .containsExactly(7, 8);
        assertThat(table.with(Field.number("new"), new double[] {7, 8}).schema().names())
                .containsExactly("colour", "size", "new");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.with(Field.number("new"), new double[] {7}))
                .withMessage("column \"new\" must have the table's 2 rows, found 1");
    }

    @Test
    void select_names_inThatOrder() {
        Table table = table(SCHEMA, new Item("a", 1));
        assertThat(table.select(List.of("size", "colour")).schema().names()).containsExactly("size", "colour");
        assertThatIllegalArgumentException().isThrownBy(() -> table.select(List.of("sizes")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.category(0, "size"))
                .withMessage("column \"size\" must be a CATEGORY, found NUMBER");
    }

    @Test
    void as_otherDictionary_reindexesAndMarksUnseen() {
        Table table = table(SCHEMA, new Item("a", 1), new Item("c", 2), new Item(null, 3), new Item("b", 4));
        Schema target = Schema.of(Field.category("colour").oneOf("b", "c").optional());
        Table converted = table.as(target);
        assertThat(converted.values("colour")).containsExactly(-1, 1, Double.NaN, 0);
        assertThat(converted.schema()).isEqualTo(target);
        assertThatIllegalArgumentException().isThrownBy(() -> table.as(Schema.of(Field.number("colour"))));
        assertThatIllegalArgumentException().isThrownBy(() -> table.as(Schema.of(Field.number("absent"))));
    }

    @Test
    void fill_everyType_givesTheSameCells() {
        Schema schema =
                Schema.of(Field.number("n"), Field.integer("i"), Field.bool("b"), Field.category("c"), Field.date("d"));
        Table table = Table.of(
                schema,
                List.of(1L, 2L),
                (item, row) -> row.set("n", item / 4.0)
                        .set("i", item)
                        .set("b", item == 1)
                        .set("c", "text " + item)
                        .set("d", LocalDate.ofEpochDay(item)));
        Row row = new Row(table.schema(), List.of(), null);
        for (int r = 0; r < table.rows(); r++) {
            table.fill(r, row);
            row.admit(new boolean[5]);
            assertThat(row.violations()).isEmpty();
            for (String name : schema.names()) {
                assertThat(row.cell(schema.indexOf(name))).isEqualTo(table.values(name)[r]);
            }
        }
    }

    @Test
    void fill_missingAndUnseen_staysMissingAndUnseen() {
        Schema target = Schema.of(Field.category("colour").oneOf("b").optional());
        Table table = table(SCHEMA, new Item("a", 1), new Item(null, 2)).as(target);
        Row row = new Row(target, List.of(), null);
        table.fill(0, row);
        row.admit(new boolean[] {true});
        assertThat(row.cell(0)).isEqualTo(-1);
        row.admit(new boolean[] {false});
        assertThat(row.violations()).extracting(Violation::reason).containsExactly(UNSEEN);
        table.fill(1, row);
        row.admit(new boolean[] {false});
        assertThat(row.violations()).isEmpty();
        assertThat(row.cell(0)).isNaN();
    }

    private static InvalidRowException refused(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(InvalidRowException.class, call));
    }
}
