package io.github.predict4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTypeTest {
    @Test
    void toString_type_isIdAndVersion() {
        assertThat(new StepType("min_max2", 3)).hasToString("min_max2/3");
        assertThat(new StepType("a".repeat(32), 1).id()).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "_a", "a-b", "a b", "a\n", "é", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void of_noLowerCaseWord_refused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepType(id, 1))
                .withMessage("a step's id must match [a-z][a-z0-9_]{0,31}, found \"" + id + "\"");
    }

    @Test
    void of_versionBelowOne_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepType("a", 0))
                .withMessage("a step's version must be at least 1, found 0");
    }

    @Test
    void steps_unknownType_refused() {
        Steps none = Steps.load(ClassLoader.getPlatformClassLoader());
        assertThat(none.types()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> none.read(new StepType("a", 1), State.builder().build()))
                .withMessage("step type must be one of [], found a/1");
    }
}
