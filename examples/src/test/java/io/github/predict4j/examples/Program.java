package io.github.predict4j.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this module, run in a JVM and a folder of its own. */
public final class Program implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final StringBuilder seen = new StringBuilder();

    private Program(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    /** Starts a main class. */
    public static Program start(Path folder, Class<?> main, String... args) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.config.file=" + Path.of("logging.properties").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return new Program(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start());
    }

    /** The first line that contains a text; fails if the program ends without one. */
    public String await(String text) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(text)) {
                return line;
            }
        }
        throw new IllegalStateException("required a line with \"" + text + "\", found: " + seen);
    }

    /** Waits for the end; all that was printed, and the exit code in a last line. */
    public String end() throws IOException, InterruptedException {
        out.lines().forEach(line -> seen.append(line).append('\n'));
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("required an end, found it running after: " + seen);
        }
        return seen + "exit " + process.exitValue();
    }

    /** Asks it to end, as Ctrl-C and orchestrators do. */
    public void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
