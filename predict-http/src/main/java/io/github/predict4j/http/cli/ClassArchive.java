package io.github.predict4j.http.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The class-data archive beside the jar. A JVM is told of an archive when it starts and a jar cannot tell it, so a program
 * that finds one starts itself again with it and waits: the second JVM takes less time than the archive saves. Whoever
 * names an archive, or any option but of memory and the JVM's own ones, is left alone.
 */
final class ClassArchive {
    private static final String SHARED = "-XX:SharedArchiveFile=";
    private static final String CHILD = "predict.parent";

    /** The number of the process that has started this one. */
    private static final @Nullable Long PARENT = Long.getLong(CHILD);

    private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    private ClassArchive() {}

    /** The jar that the program is run from with {@code -jar}; {@code null} if it is run otherwise. */
    static @Nullable Path jar() {
        String classes = System.getProperty("java.class.path", "");
        boolean one = classes.endsWith(".jar") && !classes.contains(File.pathSeparator);
        return one ? Path.of(classes).toAbsolutePath() : null;
    }

    /** Where the archive of a jar is: {@code predict.jsa} beside {@code predict.jar}. */
    static Path of(Path jar) {
        String name = jar.getFileName().toString();
        return jar.resolveSibling(name.substring(0, name.length() - ".jar".length()) + ".jsa");
    }

    /** A server that writes the archive when it ends. */
    static ProcessBuilder recording(Path jar, Path archive, Path bundle) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:ArchiveClassesAtExit=" + archive);
        command.addAll(QUIET);
        command.addAll(List.of(child(), "-jar", jar.toString(), "serve", bundle.toString(), "--port", "0"));
        return new ProcessBuilder(command);
    }

    /**
     * The command that starts this process again with its archive, or {@code null} if there is none or the process was
     * started in a way that had better not be repeated.
     */
    static @Nullable List<String> command(ProcessHandle.Info process, Path jar) {
        Path archive = of(jar);
        String[] arguments = process.arguments().orElse(new String[0]);
        int options = Arrays.asList(arguments).indexOf("-jar");
        if (options < 0 || process.command().isEmpty() || !Files.isReadable(archive)) {
            return null;
        }
        for (String option : Arrays.asList(arguments).subList(0, options)) {
            boolean repeatable = option.startsWith("-Xm") || option.startsWith("-XX:");
            if (!repeatable || option.startsWith(SHARED) || option.startsWith("-XX:ArchiveClassesAtExit=")) {
                return null;
            }
        }
        List<String> command = new ArrayList<>();
        command.add(process.command().get());
        command.add(SHARED + archive);
        command.addAll(QUIET);
        command.add(child());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Runs the process again with its archive, if there is one, and ends this one with the same code. */
    static void use() {
        boolean options = System.getenv("JAVA_TOOL_OPTIONS") != null || System.getenv("JDK_JAVA_OPTIONS") != null;
        Path jar = options || PARENT != null ? null : jar();
        if (jar == null || !Files.isReadable(of(jar))) {
            return;
        }
        List<String> command = command(ProcessHandle.current().info(), jar);
        if (command == null) {
            return;
        }
        try {
            Process child = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                child.destroy();
                end(child);
            }));
            end(child);
        } catch (IOException cannotStart) {
            // Then this process serves, as it would without an archive.
        }
    }

    private static void end(Process child) {
        try {
            Runtime.getRuntime().halt(child.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String child() {
        return "-D" + CHILD + "=" + ProcessHandle.current().pid();
    }

    /** If another process has started this one, ends with it: whoever kills that one means this one. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end
    static void endWithParent() {
        if (PARENT != null) {
            ProcessHandle.of(PARENT)
                    .map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(null))
                    .thenRun(() -> System.exit(0));
        }
    }
}
