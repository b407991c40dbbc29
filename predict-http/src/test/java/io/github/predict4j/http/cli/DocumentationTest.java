package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What docs/command-line.md says of commands, options and exit codes is what there is. */
class DocumentationTest {
    private static final Path PAGE = Path.of("../docs/command-line.md");

    static List<String> commands() {
        return List.copyOf(Main.commandLine().getSubcommands().keySet());
    }

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String part : Files.readString(PAGE).split("(?m)^## ", -1)) {
            String title = part.lines().findFirst().orElse("");
            sections.put(title, part);
        }
        return sections;
    }

    private static String section(String title) throws IOException {
        return Objects.requireNonNull(sections().get(title));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void page_listsTheCommandsThatThereAre() throws IOException {
        assertThat(found("^\\| \\[`([^`]+)`]", section("# Command line")))
                .containsExactlyInAnyOrderElementsOf(commands());
        assertThat(sections().keySet().stream().skip(1)).containsExactlyInAnyOrderElementsOf(commands());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void section_listsTheOptionsAndExitCodesThatThereAre(String name) throws IOException {
        CommandLine command =
                Objects.requireNonNull(Main.commandLine().getSubcommands().get(name));
        String section = section(name);
        List<String> options = command.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(option -> option.longestName() + (option.arity().max() == 0 ? "" : "=" + option.paramLabel()))
                .collect(Collectors.toList());
        assertThat(found("^\\| `(--[^`]+)`", section)).containsExactlyInAnyOrderElementsOf(options);
        assertThat(found("^\\| (\\d+) \\|", section))
                .containsExactlyElementsOf(
                        command.getCommandSpec().usageMessage().exitCodeList().keySet());
        assertThat(section).contains("```sh\npredict " + name + " ");
    }
}
