package io.github.predict4j.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.bundle.BundleException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundleExceptionTest {
    @ParameterizedTest
    @EnumSource
    void message_endsWithALinkToAPageThatHasTheSection(Reason reason) throws IOException {
        String message = String.valueOf(new BundleException(reason, "required a, found b").getMessage());
        assertThat(message).startsWith(reason + " required a, found b (docs/troubleshooting.md#");

        String anchor = message.substring(message.indexOf('#') + 1, message.length() - 1);
        assertThat(Files.readString(Path.of("..", "docs", "troubleshooting.md")))
                .contains("\n## " + anchor + "\n");
    }
}
