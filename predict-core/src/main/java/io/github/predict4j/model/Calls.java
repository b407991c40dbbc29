package io.github.predict4j.model;

/** The checks of a call of {@link Model#score}, the same for every model. */
final class Calls {

    private Calls() {}

    static void check(Model model, double[] features, int rows, double[] out) {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must be 0 or more, found " + rows);
        }
        checkLength("features", features.length, rows, "inputSize", model.inputSize());
        checkLength("out", out.length, rows, "outputSize", model.outputSize());
        if (features == out) {
            throw new IllegalArgumentException("out must be another array than features, found the same");
        }
    }

    static void checkRows(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows of a scratch must be at least 1, found " + rows);
        }
    }

    private static void checkLength(String name, int length, int rows, String size, int width) {
        long required = (long) rows * width;
        if (length < required) {
            throw new IllegalArgumentException(name + ".length must be at least " + required + " (" + rows + " rows x "
                    + size + " " + width + "), found " + length);
        }
    }
}
