package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
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
            assertThat(buffer.toByteArray()).isEqualTo(expected.toByteArray());
            buffer.reset();
            assertThat(buffer.toByteArray()).isEmpty();
        }
    }
}
