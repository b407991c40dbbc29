package io.github.predict4j.http.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One version of a model, as it stands.
 *
 * @param name the name it is served under
 * @param version the version; empty as long as it is not known
 * @param state whether it can be asked
 * @param reason why it cannot, or, of a ready one, why its replacement could not be loaded; otherwise empty
 * @param model the model, if it is ready
 */
public record ModelStatus(
        String name,
        String version,
        ModelState state,
        String reason,
        @Nullable ServedModel model) {
    /** A model that can be asked. */
    public static ModelStatus ready(ServedModel model) {
        return new ModelStatus(model.name(), model.version(), ModelState.READY, "", model);
    }
}
