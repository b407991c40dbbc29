package io.github.predict4j.bundle;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that cannot be used, and why. Nothing of it was loaded.
 *
 * <p>See {@code docs/troubleshooting.md}, which has a section for every {@link Reason}.
 */
public final class BundleException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int MAX_DETAIL = 1000;

    private final Reason reason;

    /** Why a bundle cannot be used. */
    public enum Reason {
        /** It is no bundle, was damaged, or contradicts itself. */
        CORRUPT,
        /** Its format is older than this library reads. */
        TOO_OLD,
        /** Its format is newer than this library reads. */
        TOO_NEW,
        /** It asks for more than {@link ReadLimits} allows. */
        OVER_LIMIT,
        /** A trusted signature was required and not found. */
        UNTRUSTED,
        /** Its pipeline has a step for which there is no {@link io.github.predict4j.pipeline.StepProvider} here. */
        MISSING_STEP,
        /** Its golden rows give other results here than where it was written. */
        NOT_REPRODUCED,
        /** Its pipeline is not the one that the caller requires. */
        WRONG_PIPELINE;

        /** The section of {@code docs/troubleshooting.md} about it. */
        String anchor() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param reason the kind of problem
     * @param detail what was required, what was found, and where
     */
    public BundleException(Reason reason, String detail) {
        this(reason, detail, null);
    }

    BundleException(Reason reason, String detail, @Nullable Throwable cause) {
        super(reason + " " + cut(detail) + " (docs/troubleshooting.md#" + reason.anchor() + ")", cause);
        this.reason = reason;
    }

    /** A hostile file must not fill a log. */
    private static String cut(String detail) {
        return detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL - 1) + "…" : detail;
    }

    static BundleException corrupt(String detail) {
        return new BundleException(Reason.CORRUPT, detail);
    }

    /** The kind of problem. */
    public Reason reason() {
        return reason;
    }
}
