package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

class GiveWayTest {
    private int pauses;
    private long now = Long.MAX_VALUE - 1; // nanoTime may overflow
    private final GiveWay twoLeft = new GiveWay(2, () -> pauses++, () -> now);

    @Test
    void oneWorkerOnTwoProcessors_neverPauses() {
        work(() -> pieces(2));
        assertThat(pauses).isZero();
    }

    @Test
    void twoWorkersOnTwoProcessors_pauseWhereABriefRequestHasComeIn() {
        work(() -> work(() -> pieces(3)));
        assertThat(pauses).isEqualTo(3);
    }

    @Test
    void noBriefRequest_noPause() {
        work(() -> work(() -> {
            twoLeft.betweenPieces();
            twoLeft.betweenPieces();
        }));
        assertThat(pauses).isZero();
    }

    @Test
    void afterABriefRequest_othersAreExpectedForAWhile() {
        work(() -> work(() -> {
            pieces(1);
            now += GiveWay.EXPECTED_NANOS - 1;
            twoLeft.betweenPieces();
            now++;
            twoLeft.betweenPieces();
            assertThat(pauses).isEqualTo(2);
            pieces(1);
        }));
        assertThat(pauses).isEqualTo(3);
    }

    @Test
    void workThatBegins_pausesFirst() {
        twoLeft.brief();
        work(() -> work(() -> assertThat(pauses).isEqualTo(1)));
        work(() -> {});
        assertThat(pauses).isEqualTo(1);
    }

    @Test
    void workThatFails_isNoWorkAnyMore() {
        assertThat(catchThrowable(() -> work(() -> {
                    throw new IllegalStateException("as a test");
                })))
                .hasMessage("as a test");
        work(() -> pieces(1));
        assertThat(pauses).isZero();
    }

    private void work(Runnable work) {
        twoLeft.run(() -> {
            work.run();
            return work;
        });
    }

    /** So many pieces, after each of which a brief request has come in. */
    private void pieces(int count) {
        for (int i = 0; i < count; i++) {
            twoLeft.brief();
            twoLeft.betweenPieces();
        }
    }
}
