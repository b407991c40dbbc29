package io.github.predict4j;

import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the components of a record into a row through one method handle, in which every accessor is tied to the setter of
 * its field; so a call looks up nothing and boxes nothing.
 */
@SuppressWarnings("UnusedMethod") // the helpers at the end are looked up by name
final class RecordBinding<T> implements BiConsumer<T, Row> {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    private final MethodHandle fill; // (Row, Object)void

    private RecordBinding(MethodHandle fill) {
        this.fill = fill;
    }

    static <T extends Record> RecordBinding<T> of(Schema schema, Class<T> type, MethodHandles.Lookup lookup) {
        List<String> problems = new ArrayList<>();
        boolean[] bound = new boolean[schema.size()];
        MethodHandle all = MethodHandles.empty(MethodType.methodType(void.class, Row.class, type));
        for (RecordComponent component : type.getRecordComponents()) {
            MethodHandle one = component(schema, component, lookup, bound, problems);
            all = one == null ? all : MethodHandles.foldArguments(one, all); // what there is, then this one
        }
        for (int i = 0; i < bound.length; i++) {
            Field field = schema.fields().get(i);
            if (!bound[i] && field.missing() == Missing.REJECT) {
                problems.add("field \"" + field.name() + "\" is required and has no component");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "record " + type.getName() + " must fit the schema; found: " + String.join("; ", problems));
        }
        return new RecordBinding<>(all.asType(MethodType.methodType(void.class, Row.class, Object.class)));
    }

    @Override
    public void accept(T item, Row row) {
        try {
            fill.invokeExact(row, (Object) item);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an accessor of a record cannot throw a checked exception", e);
        }
    }

    /** (Row, T)void that sets the component's field, or {@code null} with a problem noted. */
    private static @Nullable MethodHandle component(
            Schema schema,
            RecordComponent component,
            MethodHandles.Lookup lookup,
            boolean[] bound,
            List<String> problems) {
        int exact = schema.indexOf(component.getName());
        int at = exact >= 0 ? exact : schema.indexOf(snakeCase(component.getName()));
        if (at < 0) {
            if (schema.extra() == Extra.REJECT) {
                problems.add("component \"" + component.getName() + "\" is no field of " + schema.names());
            }
            return null;
        }
        if (bound[at]) {
            problems.add("component \"" + component.getName() + "\" is a second one for field \""
                    + schema.fields().get(at).name() + "\"");
            return null;
        }
        bound[at] = true;
        MethodHandle setter = setter(schema.fields().get(at).type(), component.getType());
        if (setter == null) {
            problems.add("component \"" + component.getName() + "\" of type "
                    + component.getType().getSimpleName() + " does not fit "
                    + schema.fields().get(at));
            return null;
        }
        try {
            MethodHandle accessor = lookup.unreflect(component.getAccessor());
            MethodHandle ofField = MethodHandles.insertArguments(setter, 1, at);
            MethodHandle typed = ofField.asType(MethodType.methodType(void.class, Row.class, component.getType()));
            return MethodHandles.filterArguments(typed, 1, accessor);
        } catch (IllegalAccessException e) {
            problems.add("component \"" + component.getName() + "\" is not accessible to the lookup of "
                    + lookup.lookupClass().getName());
            return null;
        }
    }

    /** (Row, int, X) for the component's type X, or {@code null} if the field does not take it. */
    private static @Nullable MethodHandle setter(FieldType field, Class<?> type) {
        boolean whole = type == long.class || type == int.class || type == short.class || type == byte.class;
        boolean wholeBox = type == Long.class || type == Integer.class || type == Short.class || type == Byte.class;
        boolean real = type == double.class || type == float.class;
        boolean realBox = type == Double.class || type == Float.class;
        return switch (field) {
            case NUMBER, INTEGER -> {
                if (field == FieldType.INTEGER && (real || realBox)) {
                    yield null;
                }
                yield whole
                        ? set(long.class)
                        : real
                                ? set(double.class)
                                : wholeBox
                                        ? helper("whole", Number.class)
                                        : realBox ? helper("real", Number.class) : null;
            }
            case BOOLEAN ->
                type == boolean.class
                        ? set(boolean.class)
                        : type == Boolean.class ? helper("bool", Boolean.class) : null;
            case CATEGORY ->
                CharSequence.class.isAssignableFrom(type)
                        ? set(CharSequence.class)
                        : type.isEnum() ? helper("constant", Enum.class) : null;
            case DATE -> type == LocalDate.class || type == Instant.class ? set(type) : null;
            case LOCAL_DATETIME -> type == LocalDateTime.class ? set(type) : null;
            case INSTANT -> type == Instant.class ? set(type) : null;
        };
    }

    private static MethodHandle set(Class<?> type) {
        try {
            return OWN.findVirtual(Row.class, "set", MethodType.methodType(Row.class, int.class, type));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle helper(String name, Class<?> type) {
        try {
            return OWN.findStatic(
                    RecordBinding.class, name, MethodType.methodType(Row.class, Row.class, int.class, type));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Row whole(Row row, int field, @Nullable Number value) {
        return value == null ? row.missing(field) : row.set(field, value.longValue());
    }

    private static Row real(Row row, int field, @Nullable Number value) {
        return value == null ? row.missing(field) : row.set(field, value.doubleValue());
    }

    private static Row bool(Row row, int field, @Nullable Boolean value) {
        return value == null ? row.missing(field) : row.set(field, value.booleanValue());
    }

    private static Row constant(Row row, int field, @Nullable Enum<?> value) {
        return value == null ? row.missing(field) : row.set(field, value.name());
    }

    /** petalLength, petalLengthCm: petal_length, petal_length_cm. */
    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
