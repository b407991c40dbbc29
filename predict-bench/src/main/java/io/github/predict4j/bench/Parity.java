package io.github.predict4j.bench;

/**
 * How far an engine's answers are from ours.
 *
 * @param engine its name among the parameters of benchmarks
 * @param title its name and version
 * @param shape the ensemble
 * @param rows how many rows were asked
 * @param different in how many of them not all scores have the same bits
 * @param otherClass in how many of them another class has the highest score
 * @param farthest the largest difference of a score
 * @param relative the largest difference of a score as a part of ours
 * @param otherSums in how many of them the sum of the leaves has other bits; -1 if the engine does not tell
 */
public record Parity(
        String engine,
        String title,
        String shape,
        int rows,
        int different,
        int otherClass,
        double farthest,
        double relative,
        int otherSums) {}
