package io.github.predict4j.features;

import io.github.predict4j.pipeline.StepType;
import java.util.List;

/**
 * What {@code docs/features.md} says about a step. A test holds it against the step's state: every setting that is stored
 * with its default, and every learned number.
 *
 * @param type id and version
 * @param step the class
 * @param factory how its definition is made
 * @param purpose one sentence
 * @param settings what can be set, in the order of importance
 * @param learned the keys of the state that fitting fills
 * @param outputs the names of the outputs
 * @param formula what it computes
 * @param policies what it does with missing, unseen and out-of-range values
 * @param edges what happens at the edges
 * @param source which implementation it agrees with, and how closely
 */
record StepDoc(
        StepType type,
        Class<?> step,
        String factory,
        String purpose,
        List<Setting> settings,
        List<String> learned,
        String outputs,
        String formula,
        String policies,
        List<String> edges,
        String source) {

    /**
     * One setting.
     *
     * @param call how it is set
     * @param key its key in the step's state; empty if only fitting needs it
     * @param byDefault what holds if it is not set, as the state says it
     * @param meaning what it does
     */
    record Setting(String call, String key, String byDefault, String meaning) {}

    /** As a section of a Markdown document. */
    String markdown() {
        StringBuilder text = new StringBuilder("## `" + type.id() + "`, version " + type.version() + "\n\n");
        text.append(purpose).append(" Class `").append(step.getSimpleName()).append("`, made by `");
        text.append(factory).append("`.\n\n");
        text.append("| setting | default | meaning |\n|---|---|---|\n");
        for (Setting setting : settings) {
            text.append("| `").append(setting.call).append("` | ").append(setting.byDefault);
            text.append(" | ").append(setting.meaning).append(" |\n");
        }
        text.append("\n- **Outputs**: ").append(outputs);
        text.append("\n- **Learned**: ")
                .append(learned.isEmpty() ? "nothing" : "`" + String.join("`, `", learned) + "`");
        text.append("\n- **Formula**: ").append(formula);
        text.append("\n- **Policies**: ").append(policies);
        for (String edge : edges) {
            text.append("\n- **Edge**: ").append(edge);
        }
        return text.append("\n- **Source**: ").append(source).append('\n').toString();
    }
}
