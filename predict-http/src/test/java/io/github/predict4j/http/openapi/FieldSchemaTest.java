package io.github.predict4j.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Invalid;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldSchemaTest {
    private static final double FIRST = LocalDate.of(2011, 1, 1).toEpochDay();

    static Stream<Arguments> fields() {
        return Stream.of(
                Arguments.of(Field.number("x"), "{'type':'number','format':'double'}"),
                Arguments.of(
                        Field.number("x").range(0, 30).unit("cm").describedAs("Length"),
                        "{'type':'number','format':'double','minimum':0.0,'maximum':30.0,"
                                + "'description':'Length. Unit: cm','x-unit':'cm'}"),
                Arguments.of(
                        Field.number("x").range(0, Double.POSITIVE_INFINITY).optional(),
                        "{'type':['number','null'],'format':'double','minimum':0.0}"),
                Arguments.of(
                        Field.integer("x").range(0.5, 6),
                        "{'type':'integer','format':'double-int','minimum':1,'maximum':6}"),
                Arguments.of(
                        Field.integer("x").invalid(Invalid.AS_MISSING),
                        "{'type':'integer','format':'double-int','description':'An invalid value counts as missing'}"),
                Arguments.of(Field.bool("x"), "{'type':'boolean'}"),
                Arguments.of(
                        Field.bool("x").personal(),
                        "{'type':'boolean','description':'Personal data','x-personal-data':true}"),
                Arguments.of(
                        Field.category("x").oneOf("b", "a").optional(),
                        "{'type':['string','null'],'enum':['a','b',null]}"),
                Arguments.of(
                        Field.date("x").range(FIRST, Double.POSITIVE_INFINITY),
                        "{'type':'string','format':'date','description':"
                                + "'Required: a date as yyyy-mm-dd (years 0001 to 9999) in [2011-01-01, Infinity]'}"),
                Arguments.of(
                        Field.date("x").zone(ZoneId.of("Europe/Vienna")),
                        "{'type':'string','description':'Required: a date as yyyy-mm-dd (years 0001 to 9999)."
                                + " An instant is taken as its day in Europe/Vienna'}"),
                Arguments.of(
                        Field.localDateTime("x"),
                        "{'type':'string','format':'date-time-local','description':"
                                + "'Required: a date and time as yyyy-mm-ddThh:mm:ss (years 0001 to 9999)'}"),
                Arguments.of(
                        Field.instant("x", ZoneId.of("UTC")),
                        "{'type':'string','format':'date-time','description':'Required: an instant as"
                                + " yyyy-mm-ddThh:mm:ssZ, or with an offset like +01:00 (years 0001 to 9999)'}"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void of_field_isItsJsonSchema(Field field, String expected) throws IOException {
        assertThat(tree(FieldSchema.of(field, true).toString())).isEqualTo(tree(expected.replace('\'', '"')));
    }

    @Test
    void of_openCategory_listsNothingButSaysSo() {
        JsonNode schema = FieldSchema.of(Field.category("x").oneOf("a", "b"), false);
        assertThat(schema.has("enum")).isFalse();
        assertThat(schema.get("description").asText()).isEqualTo("Required: one of a, b. Another text is taken, too");
    }

    @Test
    void of_tooManyCategories_areCounted() {
        String[] categories = IntStream.range(0, FieldSchema.MOST_LISTED + 1)
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
        JsonNode schema = FieldSchema.of(Field.category("x").oneOf(categories), true);
        assertThat(schema.has("enum")).isFalse();
        assertThat(schema.get("description").asText()).endsWith("(1001 in all)");
    }

    private static JsonNode tree(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }
}
