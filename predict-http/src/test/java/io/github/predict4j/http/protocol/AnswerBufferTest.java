package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnswerBufferTest {
    @Test
    void writes_seed7_givesWhatAByteArrayStreamGives() {
        SplittableRandom random = new SplittableRandom(7);
        AnswerBuffer buffer = new AnswerBuffer();
        for (int most : new int[] {10, 100_000, 0, 300, 5_000}) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[random.nextInt(most + 1)];
                random.nextBytes(bytes);
                int from = random.nextInt(bytes.length + 1);
                buffer.write(bytes, from, bytes.length - from);
                expected.write(bytes, from, bytes.length - from);
                buffer.write(i);
                expected.write(i);
            }
            assertThat(Answer.json(buffer.take()).body()).isEqualTo(expected.toByteArray());
            buffer.write(expected.toByteArray(), 0, expected.size());
            buffer.reset();
            assertThat(buffer.take()).satisfiesExactly(part -> assertThat(part).isEmpty());
        }
    }

    @Test
    void longAnswer_isInPartsThatAreNotWrittenToAgain() {
        AnswerBuffer buffer = new AnswerBuffer();
        byte[] ones = new byte[1 << 20];
        Arrays.fill(ones, (byte) 1);
        buffer.write(ones, 0, ones.length);
        List<byte[]> parts = buffer.take();
        assertThat(parts)
                .hasSizeGreaterThan(1)
                .allSatisfy(part -> assertThat(part).hasSizeBetween(1, 1 << 16));
        buffer.write(new byte[1 << 20], 0, 1 << 20);
        assertThat(Answer.json(parts).body()).isEqualTo(ones);
    }
}
