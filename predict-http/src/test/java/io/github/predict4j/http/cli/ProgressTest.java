package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private final StringWriter text = new StringWriter();
    private long now = 5;
    private long read;

    private Progress progress(boolean shown, long size) {
        return new Progress(new PrintWriter(text), shown, size, () -> read, () -> now);
    }

    @Test
    void at_someOfAFile_tellsRateAndTimeLeft() {
        Progress progress = progress(true, 4_000);
        now += 2_000_000_000L;
        read = 100;
        progress.at(5_000);
        assertThat(text).hasToString("\r5,000 rows, 2,500 rows/s, 1:18 left");
    }

    @Test
    void at_unknownSize_tellsNoTimeLeft() {
        Progress progress = progress(true, 0);
        now += 1_000_000_000L;
        read = 100;
        progress.at(7);
        assertThat(text).hasToString("\r7 rows, 7 rows/s");
    }

    @Test
    void at_tooSoon_writesNothing() {
        Progress progress = progress(true, 0);
        now += 249_999_999L;
        progress.at(1_000_000);
        assertThat(text.toString()).isEmpty();
    }

    @Test
    void shorterLine_blanksTheRestOfTheOneBefore() {
        Progress progress = progress(true, 1_000_000);
        now += 1_000_000_000L;
        read = 1;
        progress.at(1);
        String first = text.toString();
        now += 1_000_000_000L;
        read = 1_000_000;
        progress.at(2);
        assertThat(first).isEqualTo("\r1 rows, 1 rows/s, 16666:39 left");
        assertThat(text.toString().substring(first.length())).isEqualTo("\r2 rows, 1 rows/s, 0:00 left    ");
    }

    @Test
    void end_tellsTheWhole() {
        Progress progress = progress(true, 0);
        now += 4_000_000_000L;
        progress.end(10_000, 3);
        assertThat(text).hasToString("\r10,000 rows, 3 of them bad, in 4.0 s, 2,500 rows/s" + System.lineSeparator());
    }

    @Test
    void notShown_writesNothing() {
        Progress progress = progress(false, 100);
        now += 4_000_000_000L;
        progress.at(10);
        progress.end(10, 0);
        assertThat(text.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/pts/3", "/dev/tty1", "/dev/ttyS0", "/dev/console"})
    void device_ofATerminal_isOne(String device) {
        assertThat(Streams.isTerminal(device)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", "pipe:[4711]", "/tmp/log", "socket:[1]"})
    void otherFile_isNone(String device) {
        assertThat(Streams.isTerminal(device)).isFalse();
    }
}
