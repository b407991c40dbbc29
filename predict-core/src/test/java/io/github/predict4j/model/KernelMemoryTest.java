package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelMemoryTest {

    private static final Map<Class<?>, Integer> BYTES =
            Map.of(byte.class, 1, char.class, 2, int.class, 4, float.class, 4, long.class, 8, double.class, 8);

    @ParameterizedTest(name = "depth {0}, leaves on a level {1}, seed {2}")
    @CsvSource({"6, 0.05, 1", "8, 0.1, 2", "8, 0.3, 3", "12, 0, 4", "14, 0.05, 5"})
    void kernels_chosenForTrees_takeAtMost16BytesANodeBesideRankTables(int depth, double leaves, int seed) {
        for (Precision precision : Precision.values()) {
            TreeEnsemble ensemble = ensemble(40, depth, leaves, precision, new SplittableRandom(seed));
            long nodes = ensemble.trees().nodeCount();
            Predicate<Class<?>> skipped = type -> type == Trees.class || type == RankTable.class;
            assertThat(bytes(KernelChoice.of(sums(ensemble)), skipped))
                    .as(ensemble.describe())
                    .isBetween(2 * nodes, 16 * nodes + 10_000);
        }
    }

    @Test
    void table_anyThatIsAccepted_takesAtMost16MiB() {
        TreesBuilder trees = Trees.builder(13, 1).startTree(0);
        for (int feature = 0; feature < 13; feature++) {
            trees.split(feature, 0).leaf(feature);
        }
        TreeEnsemble ensemble =
                TreeEnsemble.builder(trees.leaf(-1).build(), Aggregation.SUM).build();
        assertThat(ensemble.describe()).endsWith("one row TABLE, batch TABLE");
        assertThat(bytes(KernelChoice.of(sums(ensemble)), type -> type == Trees.class))
                .isBetween(12L << 20, (16L << 20) + 10_000);
    }

    private static LeafSums sums(TreeEnsemble ensemble) {
        return new LeafSums(ensemble, ensemble.treeWeights(), ensemble.baseValues(), new double[0]);
    }

    /** The bytes of all arrays that can be reached. */
    private static long bytes(Object root, Predicate<Class<?>> skipped) {
        return bytes(root, skipped, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static long bytes(Object object, Predicate<Class<?>> skipped, Set<Object> seen) {
        Class<?> type = object.getClass();
        if (skipped.test(type) || !seen.add(object)) {
            return 0;
        }
        long bytes = 0;
        if (type.isArray()) {
            int length = Array.getLength(object);
            if (type.getComponentType().isPrimitive()) {
                return (long) length * Objects.requireNonNull(BYTES.get(type.getComponentType()));
            }
            for (int i = 0; i < length; i++) {
                bytes += bytes(Array.get(object, i), skipped, seen);
            }
        } else if (type.getPackage() == Kernel.class.getPackage() && !(object instanceof Enum<?>)) {
            for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    bytes += bytes(object, field, skipped, seen);
                }
            }
        }
        return bytes;
    }

    private static long bytes(Object owner, Field field, Predicate<Class<?>> skipped, Set<Object> seen) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
            return 0;
        }
        try {
            field.setAccessible(true);
            Object value = field.get(owner);
            return value == null ? 0 : bytes(value, skipped, seen);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static TreeEnsemble ensemble(
            int count, int depth, double leaves, Precision precision, RandomGenerator random) {
        TreesBuilder trees = Trees.builder(20, 1);
        for (int tree = 0; tree < count; tree++) {
            grow(trees.startTree(0), depth, leaves, random);
        }
        return TreeEnsemble.builder(trees.build(), Aggregation.SUM)
                .precision(precision)
                .build();
    }

    private static void grow(TreesBuilder tree, int depth, double leaves, RandomGenerator random) {
        if (depth == 0 || random.nextDouble() < leaves) {
            tree.leaf((float) random.nextGaussian());
            return;
        }
        tree.split(random.nextInt(20), random.nextInt(200));
        grow(tree, depth - 1, leaves, random);
        grow(tree, depth - 1, leaves, random);
    }
}
