package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.predict4j.model.RandomTrees.Size;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest(name = "{0}, seed 3")
    @EnumSource
    void score_treeEnsemble_allocatesNothing(Aggregation aggregation) {
        for (Precision precision : Precision.values()) {
            for (PostTransform postTransform : PostTransform.values()) {
                for (Size size : List.of(Size.TINY, Size.SHALLOW)) {
                    assertEveryKernelAllocatesNothing(
                            new RandomTrees(new SplittableRandom(3), size, aggregation, precision, postTransform));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void score_linearModel_allocatesNothing(PostTransform postTransform) {
        LinearModel model = LinearModel.of(new double[] {1, 2, 3, 4}, new double[] {5, 6}, postTransform);
        assertAllocatesNothing(model, new double[32], 16);
    }

    private static void assertEveryKernelAllocatesNothing(RandomTrees random) {
        for (KernelType type : KernelType.values()) {
            TreeEnsemble forced = random.ensemble.withKernel(type);
            if (forced != null) {
                assertAllocatesNothing(forced, random.rows(70), 70);
            }
        }
    }

    private static void assertAllocatesNothing(Model model, double[] features, int rows) {
        double[] out = new double[rows * model.outputSize()];
        Scratch scratch = model.newScratch(rows);
        // Loading a class or leaving compiled code costs the thread a few bytes once; a call that allocates does so
        // always.
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 20 && fewest > 0; round++) {
            fewest = Math.min(fewest, bytesOfCalls(model, features, rows, out, scratch));
        }
        assertThat(fewest).isZero();
    }

    private static long bytesOfCalls(Model model, double[] features, int rows, double[] out, Scratch scratch) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 200; i++) {
            model.score(features, rows, out, scratch);
            model.score(features, 1, out, scratch);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
