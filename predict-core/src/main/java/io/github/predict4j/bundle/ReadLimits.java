package io.github.predict4j.bundle;

/**
 * How much a bundle may ask for. A bundle over a limit is refused with {@link BundleException.Reason#OVER_LIMIT}, before
 * memory is taken for it.
 *
 * @param fileBytes the file's size; 256 MiB
 * @param manifestBytes the manifest's size; 1 MiB
 * @param fields fields of the schema, and features; 100,000
 * @param categories categories of one field; 1,000,000
 * @param steps steps of the pipeline; 10,000
 * @param trees trees of an ensemble; 100,000
 * @param nodes nodes of an ensemble, leaves included; 10,000,000
 * @param goldenRows golden rows; 10,000
 * @param textBytes one text (name, category, description) in UTF-8; 16 KiB
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
        int textBytes) {

    /** The defaults named above. */
    public static final ReadLimits DEFAULTS =
            new ReadLimits(256L << 20, 1 << 20, 100_000, 1_000_000, 10_000, 100_000, 10_000_000, 10_000, 16 << 10);

    /**
     * Checks that each is positive, and that a file fits into an array.
     *
     * @throws IllegalArgumentException if not
     */
    public ReadLimits {
        long least = Math.min(
                Math.min(Math.min(fileBytes, manifestBytes), Math.min(fields, categories)),
                Math.min(Math.min(steps, trees), Math.min(Math.min(nodes, goldenRows), textBytes)));
        if (least < 1 || fileBytes > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException(
                    "limits must be at least 1, and fileBytes at most " + (Integer.MAX_VALUE - 16) + ", found " + this);
        }
    }

    /** These limits with another one for the file's size. */
    public ReadLimits withFileBytes(long bytes) {
        return new ReadLimits(bytes, manifestBytes, fields, categories, steps, trees, nodes, goldenRows, textBytes);
    }

    /** These limits with others for trees and nodes. */
    public ReadLimits withTrees(int mostTrees, int mostNodes) {
        return new ReadLimits(
                fileBytes, manifestBytes, fields, categories, steps, mostTrees, mostNodes, goldenRows, textBytes);
    }

    static void check(String limit, long found, long allowed) throws BundleException {
        if (found > allowed) {
            throw new BundleException(
                    BundleException.Reason.OVER_LIMIT,
                    "limit " + limit + ": required at most " + allowed + ", found " + found);
        }
    }
}
