package io.github.predict4j.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DictionaryTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void add_randomTexts_sameIndicesAsAHashMap(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Dictionary dictionary = new Dictionary(List.of());
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            String text = text(random);
            assertThat(dictionary.indexOf(text)).isEqualTo(expected.getOrDefault(text, -1));
            if (random.nextBoolean()) {
                expected.putIfAbsent(text, expected.size());
                assertThat(dictionary.add(text)).isEqualTo(expected.get(text));
            }
        }
        assertThat(dictionary.texts()).hasSize(expected.size());
        expected.forEach((text, index) -> {
            assertThat(dictionary.indexOf(CharBuffer.wrap(text))).isEqualTo(index);
            assertThat(dictionary.text(index)).isEqualTo(text);
        });
    }

    @Test
    void indexOf_textsOfOneHash_toldApart() {
        Dictionary dictionary = new Dictionary(List.of("AaAa", "BBBB", "AaBB")); // String.hashCode is the same for all
        assertThat(dictionary.indexOf("BBBB")).isEqualTo(1);
        assertThat(dictionary.indexOf("AaBB")).isEqualTo(2);
        assertThat(dictionary.indexOf("BBAa")).isEqualTo(-1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void sorted_randomTexts_byCodePoint(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            texts.add(text(random));
        }
        Comparator<String> byCodePoint = (a, b) ->
                Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
        TreeSet<String> expected = new TreeSet<>(byCodePoint);
        expected.addAll(texts);
        assertThat(Dictionary.sorted(texts)).containsExactlyElementsOf(expected);
    }

    private static String text(SplittableRandom random) {
        int[] alphabet = {'a', 'b', 'Z', 0xE9, 0x20AC, 0xD7FF, 0xE000, 0xFFFD, 0x1F600, 0x10FFFF};
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(5); n > 0; n--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }
}
