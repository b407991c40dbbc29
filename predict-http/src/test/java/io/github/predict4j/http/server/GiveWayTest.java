package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

class GiveWayTest {
    private int pauses;
    private final GiveWay oneUndisturbed = new GiveWay(1, () -> pauses++);

    @Test
    void oneWorkerOfTwoProcessors_neverPauses() {
        oneUndisturbed.begin(() -> pieces(2));
        assertThat(pauses).isZero();
    }

    @Test
    void twoWorkers_pauseWhereABriefRequestHasComeIn() {
        oneUndisturbed.begin(() -> oneUndisturbed.begin(() -> pieces(3)));
        assertThat(pauses).isEqualTo(3);
    }

    @Test
    void noBriefRequest_noPause() {
        oneUndisturbed.begin(() -> oneUndisturbed.begin(() -> {
            pieces(1);
            oneUndisturbed.betweenPieces();
            oneUndisturbed.betweenPieces();
        }));
        assertThat(pauses).isEqualTo(1);
    }

    @Test
    void workThatFails_isNoWorkAnyMore() {
        assertThat(catchThrowable(() -> oneUndisturbed.begin(() -> {
                    throw new IllegalStateException("as a test");
                })))
                .hasMessage("as a test");
        oneUndisturbed.begin(() -> pieces(1));
        assertThat(pauses).isZero();
    }

    /** So many pieces, after each of which a brief request has come in. */
    private void pieces(int count) {
        for (int i = 0; i < count; i++) {
            oneUndisturbed.brief();
            oneUndisturbed.betweenPieces();
        }
    }
}
