package io.github.predict4j.http.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.GoldenRow;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a class-data archive, with which the server starts sooner. */
@Command(
        name = "archive",
        description =
                "Serves a bundle for a moment, asks it for predictions, and writes what the JVM has loaded by then"
                        + " beside predict.jar, as predict.jsa. From then on 'serve' starts with it by itself. It is for this"
                        + " jar on this JDK; write it anew when either changes.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:the bundle cannot be used, the file not be written, or this is not predict.jar",
            "2:wrong usage"
        },
        footerHeading = "%nExample:%n",
        footer = {"  java -jar predict.jar archive iris.predict", "  java -jar predict.jar serve iris.predict"})
final class ArchiveCommand implements Callable<Integer> {
    private static final Pattern SERVING = Pattern.compile("serving at (http://[^ ]+) .*");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A bundle with a model, like the ones that will be served.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws IOException {
        String rows = goldenRows(Files.read(file));
        Path jar = ClassArchive.jar();
        if (jar == null) {
            throw new IOException("an archive must be of one jar, found other classes:"
                    + " start this as java -jar predict.jar archive FILE");
        }
        Path archive = ClassArchive.of(jar);
        Path temporary = archive.resolveSibling(archive.getFileName() + ".tmp");
        java.nio.file.Files.deleteIfExists(temporary);
        try {
            record(ClassArchive.recording(jar, temporary, file), rows);
            java.nio.file.Files.move(temporary, archive, StandardCopyOption.REPLACE_EXISTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the archive was written");
        } finally {
            java.nio.file.Files.deleteIfExists(temporary);
        }
        spec.commandLine().getOut().println(archive);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static void record(ProcessBuilder command, String rows) throws IOException, InterruptedException {
        Process server = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = server.inputReader()) {
            String line = String.valueOf(out.readLine());
            Matcher serving = SERVING.matcher(line);
            if (!serving.matches()) {
                throw new IOException("the server must start, found that it did not");
            }
            ask(URI.create(serving.group(1)), rows);
            server.destroy();
            int code = server.waitFor();
            if (code != 0) {
                throw new IOException("the server must end with 0, found " + code);
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static void ask(URI predict, String rows) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(predict)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(rows))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            throw new IOException("the bundle's golden rows must be answered with 200, found " + status);
        }
    }

    /** The golden rows that have a prediction, as a request. */
    private static String goldenRows(Bundle bundle) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (GoldenRow row : bundle.goldenRows()) {
                if (row.refused().isEmpty()) {
                    json.writeStartObject();
                    for (Field field : bundle.pipeline().schema().fields()) {
                        write(json, field, row.input());
                    }
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Field field, State input) throws IOException {
        String name = field.name();
        if (!input.has(name)) {
            return;
        }
        json.writeFieldName(name);
        switch (field.type()) {
            case NUMBER -> json.writeNumber(input.number(name));
            case INTEGER -> json.writeNumber(input.integer(name));
            case BOOLEAN -> json.writeBoolean(input.flag(name));
            default -> json.writeString(input.text(name));
        }
    }
}
