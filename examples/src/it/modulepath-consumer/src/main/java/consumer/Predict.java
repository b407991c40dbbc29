package consumer;

import io.github.predict4j.Predictor;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.features.MinMaxScaler;
import java.util.List;

/** Has the published jars on the module path, and no Tribuo. */
public final class Predict {
    private Predict() {}

    /** Fails where a published class cannot be used. */
    public static void main(String[] args) {
        for (Class<?> type : List.of(Predictor.class, Bundle.class, MinMaxScaler.class)) {
            if (!type.getModule().isNamed()) {
                throw new IllegalStateException(type + " must be a named module, found " + type.getModule());
            }
        }
        if (isPresent("org.tribuo.Model") || isPresent("com.google.protobuf.Message")) {
            throw new IllegalStateException("Tribuo and protobuf must be absent");
        }
    }

    private static boolean isPresent(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
