package io.github.predict4j.model;

/**
 * The scratch of a {@link TreeEnsemble}.
 *
 * @param owner the ensemble that made it
 * @param kernels its kernels
 * @param rows the most rows it is for
 * @param one memory for the kernel of single rows
 * @param many memory for the kernel of batches
 */
record TreeScratch(TreeEnsemble owner, KernelChoice kernels, int rows, Work one, Work many) implements Scratch {

    /** Returns the scratch if that ensemble made it for that many rows, else throws. */
    static TreeScratch check(Scratch scratch, TreeEnsemble owner, int rows) {
        if (!(scratch instanceof TreeScratch own)) {
            throw new IllegalArgumentException("scratch must be one that a tree ensemble made, found "
                    + scratch.getClass().getName());
        }
        if (own.owner != owner) {
            throw new IllegalArgumentException("scratch must be one that this ensemble made (" + owner.describe()
                    + "), found one of another (" + own.owner.describe() + ")");
        }
        if (own.rows < rows) {
            throw new IllegalArgumentException(
                    "scratch must be made for at least " + rows + " rows, found one for " + own.rows);
        }
        return own;
    }
}
