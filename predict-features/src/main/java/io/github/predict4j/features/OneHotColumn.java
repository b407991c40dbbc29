package io.github.predict4j.features;

import io.github.predict4j.pipeline.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One column of a {@link OneHotEncoder}: which of its outputs each category lights. Immutable. */
final class OneHotColumn {
    /** No output is lit. */
    static final int ZEROS = -1;

    /** All outputs are missing. */
    static final int NOT_A_NUMBER = -2;

    private final Categories categories;
    private final int[] infrequent; // ascending; categories.size() is the missing one
    private final boolean missingIsCategory;
    private final int[] places; // of each category, the missing one last
    private final int infrequentPlace;
    private final boolean drops;

    OneHotColumn(Categories categories, int[] infrequent, OneHotEncoder.Drop drop, boolean missingIsCategory) {
        this.categories = categories;
        this.infrequent = infrequent.clone();
        this.missingIsCategory = missingIsCategory;
        this.places = new int[categories.size() + (missingIsCategory ? 1 : 0)];
        for (int i = 0; i < infrequent.length; i++) {
            if (infrequent[i] < (i == 0 ? 0 : infrequent[i - 1] + 1) || infrequent[i] >= places.length) {
                throw new IllegalArgumentException("infrequent categories must be ascending places below "
                        + places.length + ", found " + infrequent[i] + " at " + i);
            }
        }
        int frequent = places.length - infrequent.length;
        int all = frequent + (infrequent.length > 0 ? 1 : 0);
        this.drops = drop == OneHotEncoder.Drop.FIRST || (drop == OneHotEncoder.Drop.IF_BINARY && all == 2);
        int shift = drops ? 1 : 0; // place 0 becomes ZEROS
        Arrays.fill(places, -2);
        for (int rare : infrequent) {
            places[rare] = frequent - shift;
        }
        int next = -shift;
        for (int c = 0; c < places.length; c++) {
            if (places[c] == -2) {
                places[c] = next++;
            }
        }
        this.infrequentPlace = infrequent.length > 0 ? frequent - shift : ZEROS;
    }

    Categories categories() {
        return categories;
    }

    boolean drops() {
        return drops;
    }

    boolean hasInfrequent() {
        return infrequent.length > 0;
    }

    int place(int category) {
        return places[category];
    }

    int missing() {
        return missingIsCategory ? places[categories.size()] : NOT_A_NUMBER;
    }

    int infrequent() {
        return infrequentPlace;
    }

    /** The names of the outputs, in order. */
    List<String> outputs(String column) {
        List<String> names = new ArrayList<>();
        for (int c = 0; c < places.length; c++) {
            if (places[c] >= 0 && Arrays.binarySearch(infrequent, c) < 0) {
                names.add(column + "_" + (c < categories.size() ? categories.name(c) : "nan"));
            }
        }
        if (infrequentPlace >= 0) {
            names.add(column + "_infrequent_sklearn");
        }
        return names;
    }

    State state() {
        return categories.putInto(State.builder()).put("infrequent", infrequent).build();
    }
}
