package io.github.predict4j.model;

/**
 * How the leaves that a row reaches become its scores. {@link TreeEnsemble} states the arithmetic exactly.
 *
 * @since 0.1.0
 */
public enum Aggregation {

    /** Each leaf names a class, which receives the weight of the tree; a score is the class's share of all weight. */
    VOTE,

    /** The weighted mean of the leaves: their weighted sum divided once by the total weight, plus the base value. */
    MEAN,

    /** The base value plus the weighted sum of the leaves. */
    SUM
}
