package io.github.predict4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every snippet of README.md is one that the build compiles or runs. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void javaSnippets_areLinesOfCompiledSources() throws IOException {
        String sources = compiledSnippets();
        List<String> snippets = snippets("java");
        assertThat(snippets).hasSize(2);
        for (String snippet : snippets) {
            for (String part : snippet.split("\n\n")) {
                assertThat(sources).contains(words(part));
            }
        }
    }

    @Test
    void dependency_isThisVersion() throws IOException {
        Matcher version = Pattern.compile("<artifactId>predict4j</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(snippets("xml")).singleElement().asString().contains("<version>" + version.group(1) + "</version>");
    }

    @Test
    void links_leadToFiles() throws IOException {
        Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(ROOT.resolve("README.md")));
        int count = 0;
        while (links.find()) {
            assertThat(ROOT.resolve(links.group(1))).exists();
            count++;
        }
        assertThat(count).isPositive();
    }

    static List<String> snippets(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String compiledSnippets() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                all.append(words(Files.readString(file))).append('\n');
            }
        }
        return all.toString();
    }

    /** The text with all white space alike, because the formatter breaks lines where it wants. */
    private static String words(String text) {
        return text.replaceAll("\\s+", "");
    }
}
