package io.github.predict4j.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.bundle.BundleException.Reason;
import java.util.Locale;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every refusal of a bundle looks like. */
final class Refusal {
    private Refusal() {}

    /** Asserts that a bundle is refused for that reason, and that the message starts with it and ends with the link. */
    static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Reason reason, ThrowingCallable read) {
        String anchor = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageStartingWith(reason + " ")
                .hasMessageEndingWith(" (docs/troubleshooting.md#" + anchor + ")");
    }
}
