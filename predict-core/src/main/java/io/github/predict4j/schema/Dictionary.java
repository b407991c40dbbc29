package io.github.predict4j.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Texts with their indices. Looking one up allocates nothing, whatever kind of {@link CharSequence} it comes as. */
final class Dictionary {
    private final List<String> texts;
    private int[] slots; // index + 1, open addressing; 0 is free

    Dictionary(List<String> texts) {
        this.texts = new ArrayList<>(texts.size());
        this.slots = new int[16];
        texts.forEach(this::add);
    }

    /** The index of the text, or -1. */
    int indexOf(CharSequence text) {
        int slot = slots[slotOf(text)];
        return slot - 1;
    }

    /** The index of the text, which is added if it is new. */
    int add(String text) {
        int slot = slotOf(text);
        if (slots[slot] == 0) {
            texts.add(text);
            slots[slot] = texts.size();
            if (texts.size() * 2 > slots.length) {
                grow();
            }
            return texts.size() - 1;
        }
        return slots[slot] - 1;
    }

    String text(int index) {
        return texts.get(index);
    }

    List<String> texts() {
        return Collections.unmodifiableList(texts);
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int i = 0; i < texts.size(); i++) {
            slots[slotOf(texts.get(i))] = i + 1;
        }
    }

    private int slotOf(CharSequence text) {
        int mask = slots.length - 1;
        int hash = hash(text);
        int slot = (hash ^ (hash >>> 16)) & mask;
        while (slots[slot] != 0 && !texts.get(slots[slot] - 1).contentEquals(text)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** {@link String#hashCode()} of any sequence; a String has it cached. */
    private static int hash(CharSequence text) {
        if (text instanceof String string) {
            return string.hashCode();
        }
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }

    /** Distinct texts by code point, the order of every dictionary; {@code String.compareTo} orders UTF-16 units. */
    static List<String> sorted(List<String> texts) {
        String[] sorted = texts.stream().distinct().toArray(String[]::new);
        Arrays.sort(sorted, Dictionary::compareCodePoints);
        return List.of(sorted);
    }

    static int compareCodePoints(String a, String b) {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean xs = Character.isSurrogate(x);
                boolean ys = Character.isSurrogate(y);
                return xs == ys
                        ? Character.compare(x, y)
                        : xs ? 1 : -1; // a supplementary character is above all others
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
