package io.github.predict4j.bundle;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A program, no test: what refusing a file costs. Of every attack, and of a small bundle cut at every byte and with a bit
 * flipped in every byte, prints those that take most time (of the processor) and most memory.
 *
 * <pre>{@code java -cp predict-core/target/test-classes:examples/target/examples.jar io.github.predict4j.bundle.RefusalCost}</pre>
 */
final class RefusalCost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;

    private RefusalCost() {}

    private record Cost(String name, int size, double millis, long allocated) {
        double timesItsSize() {
            return (double) Math.max(0, allocated - (1 << 20)) / Math.max(1, size);
        }
    }

    /** Runs it. */
    public static void main(String[] args) {
        Map<String, byte[]> damaged = new LinkedHashMap<>();
        byte[] file = SampleBundles.tree().toBytes();
        for (int at = 0; at < file.length; at++) {
            damaged.put("cut at " + at, Arrays.copyOf(file, at));
            byte[] flipped = file.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            damaged.put("flipped at " + at, flipped);
        }
        print("cut and flipped", damaged);
        Map<String, byte[]> attacks = new LinkedHashMap<>();
        DefenceTest.attacks().forEach(attack -> attacks.put(attack.name, attack.file()));
        print("attacks", attacks);
    }

    private static void print(String what, Map<String, byte[]> files) {
        for (int round = 1; round < ROUNDS; round++) {
            files.forEach(RefusalCost::cost); // loads classes and warms up
        }
        Comparator<Cost> byTime = Comparator.comparingDouble(Cost::millis);
        System.out.printf("%s: %d files%n", what, files.size());
        files.entrySet().stream()
                .map(file -> cost(file.getKey(), file.getValue()))
                .sorted(byTime.reversed())
                .limit(3)
                .forEach(cost -> System.out.printf("  %8.2f ms      %s%n", cost.millis, cost.name));
        files.entrySet().stream()
                .map(file -> cost(file.getKey(), file.getValue()))
                .sorted(Comparator.comparingDouble(Cost::timesItsSize).reversed())
                .limit(3)
                .forEach(cost -> System.out.printf(
                        "  %8.2f times its %d bytes beyond 1 MiB: %s%n", cost.timesItsSize(), cost.size, cost.name));
    }

    private static Cost cost(String name, byte[] file) {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            throw new IllegalStateException("required a refusal, found " + SampleBundles.read(file));
        } catch (BundleException expected) {
            double millis = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
            long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            return new Cost(name, file.length, millis, after - before);
        }
    }
}
