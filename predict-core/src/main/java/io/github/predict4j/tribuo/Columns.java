package io.github.predict4j.tribuo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.ImmutableFeatureMap;

/** Finds our columns of Tribuo's features, whose ids follow the alphabet. */
final class Columns {

    private Columns() {}

    /** Returns the column of each feature id of a model; the place in the names. */
    static int[] of(ImmutableFeatureMap features, List<String> names) {
        Map<String, Integer> places = places(names);
        int[] columns = new int[features.size()];
        for (int id = 0; id < columns.length; id++) {
            String name = features.get(id).getName();
            Integer place = places.get(name);
            if (place == null) {
                throw new IllegalArgumentException("features of the model must be among the " + names.size()
                        + " names given, found '" + name + "', which is not");
            }
            columns[id] = place;
        }
        return columns;
    }

    /** Returns the place of each name, and refuses one that is there twice. */
    static Map<String, Integer> places(List<String> names) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Integer earlier = places.put(names.get(i), i);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "names must differ, found '" + names.get(i) + "' at " + earlier + " and at " + i);
            }
        }
        return places;
    }
}
