package io.github.predict4j.model;

/**
 * A trained model: a pure function from rows of features to rows of scores.
 *
 * <p>Implementations are immutable and safe for use by several threads at once, each with its own {@link Scratch}. They
 * neither keep nor change the features they are given, and allocate nothing while scoring. Whoever implements this
 * interface promises the same.
 *
 * <p><b>Missing and infinite values.</b> A missing value is NaN. Where {@link #acceptsMissing()} is {@code false} NaN is
 * outside the contract, as an infinity always is: what calls a model refuses such a row before. A model that is given one
 * nevertheless still terminates normally, but its scores mean nothing.
 *
 * @since 0.1.0
 */
public interface Model {

    /**
     * Returns the number of features in a row.
     *
     * @return the number of features, at least 1
     */
    int inputSize();

    /**
     * Returns the number of scores for a row.
     *
     * @return the number of scores, at least 1
     */
    int outputSize();

    /**
     * Tells whether a feature may be missing (NaN).
     *
     * @return {@code true} if NaN has a defined meaning to this model
     */
    boolean acceptsMissing();

    /**
     * Returns new working memory for {@link #score}.
     *
     * @param rows the largest number of rows it will be used for in one call, at least 1
     * @return working memory to be owned by one thread at a time; {@link Scratch#none()} for a model that needs none
     * @throws IllegalArgumentException if {@code rows} is less than 1
     */
    Scratch newScratch(int rows);

    /**
     * Scores rows.
     *
     * <p>Both arrays are row-major: row {@code r} has its features at {@code features[r * inputSize()]} and following, and
     * its scores at {@code out[r * outputSize()]} and following. One row is {@code rows = 1}. The arrays may be longer;
     * what is behind the last row is neither read nor written. A row's scores do not depend on the other rows. Nothing is
     * allocated.
     *
     * @param features the features, at least {@code rows * inputSize()} of them; not changed
     * @param rows the number of rows, 0 or more
     * @param out receives the scores, at least {@code rows * outputSize()} long; must not be {@code features}
     * @param scratch working memory that {@link #newScratch} of this model made for {@code rows} or more
     * @throws IllegalArgumentException if {@code rows} is negative, an array is too short, or the scratch is not one of
     *     this model's or too small
     */
    void score(double[] features, int rows, double[] out, Scratch scratch);
}
