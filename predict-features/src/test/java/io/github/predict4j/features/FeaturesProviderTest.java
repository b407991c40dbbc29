package io.github.predict4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepProvider;
import io.github.predict4j.pipeline.StepType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FeaturesProviderTest {

    @Test
    void types_areFoundAsAService() {
        assertThat(Fixture.STEPS.types())
                .containsExactlyInAnyOrder(
                        new StepType("clip", 1),
                        new StepType("cyclic", 1),
                        new StepType("datetime", 1),
                        new StepType("impute", 1),
                        new StepType("minmax", 1),
                        new StepType("missing_indicator", 1),
                        new StepType("onehot", 1),
                        new StepType("ordinal", 1),
                        new StepType("standard", 1));
    }

    @Test
    void service_onTheClassPath_isNamedToo() throws IOException {
        String file = "META-INF/services/" + StepProvider.class.getName();
        try (InputStream in =
                Objects.requireNonNull(FeaturesProvider.class.getClassLoader().getResourceAsStream(file), file)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(FeaturesProvider.class.getName());
        }
    }

    @Test
    void read_unknownVersion_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeaturesProvider()
                        .read(new StepType("minmax", 2), State.builder().build()))
                .withMessageContaining("found minmax/2");
    }

    @Test
    void read_badState_namesTheStep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeaturesProvider()
                        .read(new StepType("minmax", 1), State.builder().build()))
                .withMessage("state of step minmax/1: \"inputs\" must be a list of texts, found nothing");
    }
}
