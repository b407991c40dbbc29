package io.github.predict4j.bundle;

import java.util.stream.LongStream;

/**
 * How much a bundle may ask for. A bundle over a limit is refused with {@link BundleException.Reason#OVER_LIMIT}, which
 * names the limit, before memory is taken for what is over it.
 *
 * <p>The defaults are above what models in use have, and low enough that a hostile file costs seconds and not hours,
 * and memory of the order of its own size: reading a bundle takes at most about four times its size, and what the values
 * of its sections take, about 100 bytes each. Every count is first compared with the bytes that are left, so a short
 * file cannot make a large array, whatever the limits.
 *
 * @param fileBytes the file's size; 256 MiB, about 10 million nodes. At most 2 GiB, because a file is read into an array
 * @param manifestBytes the manifest's size; 1 MiB. It has names, labels and a table of contents, and no data
 * @param fields fields of the schema, and features of the model; 100,000
 * @param categories categories of one field, and outputs of the model; 1,000,000
 * @param steps steps of the pipeline; 10,000
 * @param trees trees of an ensemble; 100,000
 * @param nodes nodes of an ensemble, leaves included; 10,000,000
 * @param goldenRows golden rows, each of which is scored; 1,000. {@code Training} makes 500 at most
 * @param textBytes one text (name, category, description) in UTF-8; 16 KiB, since a text of {@code Field.MAX_TEXT}
 *     characters can have 12 KiB
 * @param values entries, texts and states of one section, whatever their nesting; 2,000,000. They are what costs much
 *     more memory than bytes in the file
 */
public record ReadLimits(
        long fileBytes,
        int manifestBytes,
        int fields,
        int categories,
        int steps,
        int trees,
        int nodes,
        int goldenRows,
        int textBytes,
        int values) {

    private static final int MAX_FILE = Integer.MAX_VALUE - 16;

    /** The defaults named above. */
    public static final ReadLimits DEFAULTS = new ReadLimits(
            256L << 20, 1 << 20, 100_000, 1_000_000, 10_000, 100_000, 10_000_000, 1_000, 16 << 10, 2_000_000);

    /**
     * Checks that each is positive, and that a file fits into an array.
     *
     * @throws IllegalArgumentException if not
     */
    public ReadLimits {
        long least = LongStream.of(
                        fileBytes,
                        manifestBytes,
                        fields,
                        categories,
                        steps,
                        trees,
                        nodes,
                        goldenRows,
                        textBytes,
                        values)
                .min()
                .orElseThrow();
        if (least < 1 || fileBytes > MAX_FILE) {
            throw new IllegalArgumentException("limits must be at least 1, and fileBytes at most " + MAX_FILE
                    + ", found least " + least + " and fileBytes " + fileBytes);
        }
    }

    /** These limits with another one for the file's size. */
    public ReadLimits withFileBytes(long bytes) {
        return new ReadLimits(
                bytes, manifestBytes, fields, categories, steps, trees, nodes, goldenRows, textBytes, values);
    }

    /** These limits with others for trees and nodes. */
    public ReadLimits withTrees(int mostTrees, int mostNodes) {
        return new ReadLimits(
                fileBytes,
                manifestBytes,
                fields,
                categories,
                steps,
                mostTrees,
                mostNodes,
                goldenRows,
                textBytes,
                values);
    }

    static void check(String limit, long found, long allowed) throws BundleException {
        if (found > allowed) {
            throw exceeded(limit, found, allowed);
        }
    }

    static BundleException exceeded(String limit, long found, long allowed) {
        return new BundleException(
                BundleException.Reason.OVER_LIMIT,
                "limit " + limit + ": required at most " + allowed + ", found " + found);
    }
}
