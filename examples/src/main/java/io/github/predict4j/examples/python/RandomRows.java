package io.github.predict4j.examples.python;

import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Random records of a schema as JSON objects. */
final class RandomRows {
    /** From 1930 to 2024: laws may still change the clocks of later years. */
    private static final long FROM = -40L * 365 * 86_400;

    private static final long TO = 55L * 365 * 86_400;
    /** Clocks in New York skipped the first one and showed the second one twice; the last two are leap days. */
    private static final List<String> ODD_TIMES = List.of(
            "2011-03-13T02:30:00", "2011-11-06T01:30:00.25", "2000-02-29T23:59:59", "2012-02-29T00:00:00.123456789");

    private final Schema schema;
    private final SplittableRandom random;

    RandomRows(Schema schema, SplittableRandom random) {
        this.schema = schema;
        this.random = random;
    }

    Schema schema() {
        return schema;
    }

    /** A record in which nothing is wrong; optional fields are missing at times. */
    String valid() {
        return record(0);
    }

    /** A record in which each field is missing, invalid, unseen or strange with a probability of a few percent. */
    String any() {
        return record(0.04);
    }

    private String record(double oddities) {
        StringJoiner members = new StringJoiner(",", "{", "}");
        for (Field field : schema.fields()) {
            boolean odd = random.nextDouble() < oddities;
            boolean absent = field.missing() == Missing.AS_IS && random.nextInt(8) == 0;
            if (absent && random.nextBoolean()) {
                continue;
            }
            String value = absent ? "null" : odd ? odd(field) : usual(field);
            members.add('"' + field.name() + "\":" + value);
        }
        if (random.nextDouble() < oddities / 8) {
            members.add("\"no_such_field\":1");
        }
        return members.toString();
    }

    private String usual(Field field) {
        return switch (field.type()) {
            case NUMBER ->
                random.nextInt(3) == 0
                        ? Integer.toString(random.nextInt(-20, 20))
                        : Double.toString(random.nextDouble() * 200 - 100);
            case INTEGER -> Integer.toString(random.nextInt(6));
            case BOOLEAN -> Boolean.toString(random.nextBoolean());
            case CATEGORY -> {
                List<String> known = Objects.requireNonNull(field.categories());
                yield '"' + known.get(random.nextInt(known.size())) + '"';
            }
            case DATE ->
                '"'
                        + LocalDate.ofEpochDay(random.nextLong(FROM / 86_400, TO / 86_400))
                                .toString()
                        + '"';
            case LOCAL_DATETIME -> '"' + local() + '"';
            case INSTANT ->
                '"' + Instant.ofEpochSecond(random.nextLong(FROM, TO)).toString() + '"';
        };
    }

    /** At an hour at which New York never changed its clocks. */
    private String local() {
        return LocalDateTime.ofEpochSecond(random.nextLong(FROM, TO), 0, ZoneOffset.UTC)
                .withHour(random.nextInt(4, 24))
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    private String odd(Field field) {
        return switch (random.nextInt(4)) {
            case 0 -> "null";
            case 1 ->
                List.of("\"?\"", "1.5", "true", "[]", "1e400", "99999999999999999999")
                        .get(random.nextInt(6));
            default ->
                switch (field.type()) {
                    case NUMBER ->
                        List.of("-0.0", "1e9", "-1E-300", "123456789012345", "0.1")
                                .get(random.nextInt(5));
                    case INTEGER ->
                        List.of("7", "-3", "2.0", "9007199254740993").get(random.nextInt(4));
                    case BOOLEAN -> "0";
                    case CATEGORY -> "\"unheard of\"";
                    case DATE ->
                        List.of("\"2000-02-29\"", "\"1900-02-29\"", "\"9999-12-31\"", "\"0001-01-01\"")
                                .get(random.nextInt(4));
                    case LOCAL_DATETIME -> '"' + ODD_TIMES.get(random.nextInt(ODD_TIMES.size())) + '"';
                    case INSTANT -> '"' + ODD_TIMES.get(random.nextInt(ODD_TIMES.size())) + "+05:45\"";
                };
        };
    }
}
