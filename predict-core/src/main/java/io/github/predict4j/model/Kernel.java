package io.github.predict4j.model;

/**
 * One way to evaluate an ensemble. All kernels give the same bits; {@link KernelChoice} says which is used when.
 *
 * <p>A kernel is immutable. What a call writes besides {@code out} is the caller's {@link Work}.
 */
abstract class Kernel {

    /** Returns memory for calls with at most so many rows. */
    abstract Work newWork(int rows);

    /** Scores so many rows from the first on, as {@link Model#score} says; everything is checked already. */
    abstract void score(double[] features, int first, int rows, double[] out, Work work);
}
