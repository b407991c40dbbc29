package io.github.predict4j.model;

/** The scratch of a {@link TreeEnsemble}: whom it is for. The plain kernel needs no memory besides. */
record TreeScratch(int inputSize, int outputSize, int rows) implements Scratch {

    /** Throws unless this is a scratch for that many rows of an ensemble of that shape. */
    static void check(Scratch scratch, int inputSize, int outputSize, int rows) {
        if (!(scratch instanceof TreeScratch own)) {
            throw new IllegalArgumentException("scratch must be one that a tree ensemble made, found "
                    + scratch.getClass().getName());
        }
        if (own.inputSize != inputSize || own.outputSize != outputSize) {
            throw new IllegalArgumentException("scratch must be made for " + inputSize + " features and " + outputSize
                    + " outputs, found one for " + own.inputSize + " and " + own.outputSize);
        }
        if (own.rows < rows) {
            throw new IllegalArgumentException(
                    "scratch must be made for at least " + rows + " rows, found one for " + own.rows);
        }
    }
}
