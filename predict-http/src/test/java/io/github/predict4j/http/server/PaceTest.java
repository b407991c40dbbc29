package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long now;
    private final Pace pace = new Pace(500, Duration.ofSeconds(10), () -> now);

    private void pass(int bytes, int seconds) {
        pace.begin();
        now += Duration.ofSeconds(seconds).toNanos();
        pace.end(bytes);
    }

    @Test
    void silence_isTooSlowOnceTheWindowIsOver_alsoBeforeItEnds() {
        pace.begin();
        now = Duration.ofSeconds(9).toNanos();
        assertThat(pace.tooSlow()).isFalse();
        now = Duration.ofSeconds(10).toNanos();
        assertThat(pace.tooSlow()).isTrue();
    }

    @Test
    void trickle_isTooSlow() {
        for (int i = 0; i < 10; i++) {
            assertThat(pace.tooSlow()).isFalse();
            pass(499, 1);
        }
        assertThat(pace.tooSlow()).isTrue();
    }

    @Test
    void leastRate_isEnough_forAsLongAsItIsKept() {
        for (int i = 0; i < 1000; i++) {
            pass(500, 1);
            assertThat(pace.tooSlow()).isFalse();
        }
    }

    @Test
    void whatWentFastBefore_isNotSavedUp() {
        pass(1_000_000_000, 10);
        pass(1, 10);
        assertThat(pace.tooSlow()).isTrue();
    }

    @Test
    void timeInWhichNobodyWaitsForTheClient_doesNotCount() {
        pass(1, 9);
        now += Duration.ofHours(1).toNanos();
        assertThat(pace.tooSlow()).isFalse();
    }
}
