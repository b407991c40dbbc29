package io.github.predict4j.bundle;

import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StateLimitException;
import io.github.predict4j.pipeline.StateLimitException.Limit;

/** The way from a hostile state to an object: whatever is thrown on it becomes the one exception that says why. */
final class Hostile {
    private Hostile() {}

    /** What is parsed from a hostile state. */
    interface Parse<T> {
        T get() throws BundleException;
    }

    /** Whatever a definition or a step of somebody else throws for a hostile state means that the file is corrupt. */
    static <T> T parse(String section, Parse<T> parse) throws BundleException {
        try {
            return parse.get();
        } catch (StateLimitException e) {
            throw ReadLimits.exceeded(e.limit() == Limit.TEXT ? "textBytes" : "values", e.found(), e.allowed());
        } catch (RuntimeException e) {
            throw new BundleException(Reason.CORRUPT, "section \"" + section + "\": " + e.getMessage(), e);
        }
    }

    /** The length of a list of states. */
    static int size(String section, State state, String list) throws BundleException {
        return parse(section, () -> state.states(list).size());
    }
}
