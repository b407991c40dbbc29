package io.github.predict4j.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The raw input of a pipeline: fields in order, and whether others may come along. Immutable and thread-safe.
 *
 * <pre>{@code
 * Schema schema = Schema.of(
 *         Field.number("sepal_length").unit("cm"),
 *         Field.category("colour").oneOf("blue", "white"));
 * }</pre>
 */
public final class Schema {
    private final List<Field> fields;
    private final Extra extra;
    private final Map<String, Integer> index;
    private final @Nullable Dictionary[] dictionaries;

    private Schema(List<Field> fields, Extra extra) {
        Field.requireDistinct(fields);
        this.fields = List.copyOf(fields);
        this.extra = extra;
        this.index = new HashMap<>();
        this.dictionaries = new Dictionary[fields.size()];
        for (int i = 0; i < fields.size(); i++) {
            index.put(fields.get(i).name(), i);
            List<String> categories = fields.get(i).categories();
            dictionaries[i] = categories == null ? null : new Dictionary(categories);
        }
    }

    /** {@link #of(List)}. */
    public static Schema of(Field... fields) {
        return of(Arrays.asList(fields));
    }

    /**
     * A schema that refuses fields it does not know.
     *
     * @throws IllegalArgumentException if two fields have one name
     */
    public static Schema of(List<Field> fields) {
        return new Schema(fields, Extra.REJECT);
    }

    /** This schema with another policy for fields it does not know. */
    public Schema extra(Extra policy) {
        return new Schema(fields, policy);
    }

    /** The fields, in order. */
    public List<Field> fields() {
        return fields;
    }

    /** The policy for fields it does not know. */
    public Extra extra() {
        return extra;
    }

    /** The number of fields. */
    public int size() {
        return fields.size();
    }

    /** The names of the fields, in order. */
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** The place of a field, from 0, or -1. O(1), allocates nothing. */
    public int indexOf(String name) {
        Integer found = index.get(name);
        return found == null ? -1 : found;
    }

    /**
     * The field of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Field field(String name) {
        return fields.get(requireIndex(name));
    }

    /** Whether every category has its dictionary, as it must before a row can be scored. */
    public boolean complete() {
        return fields.stream().noneMatch(f -> f.type() == FieldType.CATEGORY && f.categories() == null);
    }

    /** The dictionary of each field; {@code null} for what is no category. Shared by all rows, never changed. */
    @Nullable
    Dictionary[] dictionaries() {
        return dictionaries;
    }

    /**
     * Only these fields, in this order.
     *
     * @throws IllegalArgumentException if there is no such field
     */
    public Schema select(List<String> names) {
        return of(names.stream().map(this::field).toList()).extra(extra);
    }

    /** This schema with one more field, or with another one in the place of the one of that name. */
    public Schema with(Field field) {
        List<Field> all = new ArrayList<>(fields);
        int at = indexOf(field.name());
        if (at < 0) {
            all.add(field);
        } else {
            all.set(at, field);
        }
        return new Schema(all, extra);
    }

    int requireIndex(String name) {
        int i = indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException(
                    "no field \"" + name + "\"" + hint(name) + "; the fields are " + names());
        }
        return i;
    }

    /** " (did you mean …?)" where a field's name is close to the given one; else empty. */
    String hint(String name) {
        String best = "";
        int least = Math.min(3, 1 + name.length() / 3); // one edit from three letters on, two from six on
        for (Field field : fields) {
            int distance = Spelling.distance(name, field.name(), least);
            if (distance < least) {
                least = distance;
                best = field.name();
            }
        }
        return best.isEmpty() ? "" : " (did you mean \"" + best + "\"?)";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Schema s && fields.equals(s.fields) && extra == s.extra);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fields, extra);
    }

    @Override
    public String toString() {
        return "Schema" + fields;
    }
}
