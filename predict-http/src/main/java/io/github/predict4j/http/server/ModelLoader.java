package io.github.predict4j.http.server;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.BundleException;
import io.github.predict4j.http.protocol.ServedModel;
import io.github.predict4j.http.protocol.WarmUp;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.PublicKey;
import java.util.List;

/**
 * Makes models that can be served: reads the bundle, which checks its digests and replays its golden rows, checks its
 * signature, and warms the model up.
 *
 * @param limits what one request may ask for
 * @param trusted whose signature a file must have; if empty, none
 * @param warmUps predictions before the model is served
 */
record ModelLoader(HttpLimits limits, List<PublicKey> trusted, int warmUps) {
    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or is no bundle that can be served
     * @throws IllegalArgumentException if the bundle has no model
     */
    ServedModel load(ModelFile file) throws IOException {
        Bundle bundle = trusted.isEmpty() ? Bundle.read(file.path()) : Bundle.readSigned(file.path(), trusted);
        String name = file.name().isEmpty() ? bundle.name() : file.name();
        String version = file.version().isEmpty() ? bundle.version() : file.version();
        return model(name, version, bundle);
    }

    /** Takes a bundle that was read. */
    ServedModel load(Bundle bundle) {
        return model(bundle.name(), bundle.version(), bundle);
    }

    private ServedModel model(String name, String version, Bundle bundle) {
        ServedModel model = new ServedModel(Names.require(name), version, bundle, limits.rows(), limits.bodyBytes());
        WarmUp.run(model, warmUps);
        return model;
    }

    /** Why a file could not be loaded, in words that may be shown to clients: no path, no text of a library. */
    static String reason(Exception failure) {
        if (failure instanceof BundleException || failure instanceof IllegalArgumentException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof NoSuchFileException) {
            return "UNREADABLE no such file";
        }
        return failure instanceof AccessDeniedException ? "UNREADABLE access denied" : "UNREADABLE";
    }
}
