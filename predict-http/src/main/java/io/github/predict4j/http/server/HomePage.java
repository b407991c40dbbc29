package io.github.predict4j.http.server;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import io.github.predict4j.http.openapi.ModelDescription;
import io.github.predict4j.http.protocol.ServedModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page that a browser gets at {@code /}: what runs here, and how to ask it. */
final class HomePage {
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
            h2 { margin-top: 2rem } small { color: #666; font-weight: normal }
            pre { background: #f3f3f3; padding: .75rem; border-radius: .25rem; white-space: pre-wrap; overflow-wrap: anywhere }
            """;
    private static final String POLICY = "default-src 'none'; style-src '" + digest(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");
    private static final int LABELS_SHOWN = 10;

    private final StringBuilder html = new StringBuilder();
    private final String server;

    private HomePage(String server) {
        this.server = server;
    }

    /**
     * The page.
     *
     * @param host the request's Host header
     * @param docs whether there is a page at {@code /docs}
     */
    static Document of(List<ModelDescription> models, @Nullable String host, boolean docs) {
        boolean plain = host != null && HOST.matcher(host).matches();
        HomePage page = new HomePage("http://" + (plain ? host : "localhost:8080"));
        page.write(models, docs);
        return Document.of(
                "text/html; charset=utf-8", POLICY, page.html.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void write(List<ModelDescription> models, boolean docs) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>predict4j</title>\n<style>"
                + STYLE + "</style>\n</head>\n<body>\n<h1>predict4j</h1>\n");
        html.append("<p>This server predicts. ")
                .append(docs ? "Its API: <a href=\"docs\">to try out</a>, " : "Its API: ")
                .append("<a href=\"openapi.json\">as OpenAPI</a>. Its state: <a href=\"health\">health</a>.</p>\n");
        if (models.isEmpty()) {
            html.append("<p>No model is ready.</p>\n");
        }
        models.forEach(this::model);
        html.append("</body>\n</html>\n");
    }

    private void model(ModelDescription description) {
        ServedModel model = description.model();
        OutputSchema output = model.bundle().predictor().output();
        String name = escape(model.name());
        html.append("<h2>").append(name).append(" <small>").append(escape(model.version()));
        html.append("</small></h2>\n<p>Predicts ").append(escape(output.target()));
        html.append(escape(output.task() == Task.REGRESSION ? unit(output) : labels(output.labels())));
        html.append(" from ").append(model.bundle().pipeline().schema().size());
        html.append(" fields: <a href=\"v1/models/").append(name).append("/schema\">schema</a>.</p>\n<pre>");
        html.append(escape("curl " + server + "/v1/models/" + model.name() + "/predict --json '"
                + description.exampleRow().replace("'", "'\\''") + "'"));
        html.append("</pre>\n");
    }

    private static String unit(OutputSchema output) {
        return output.unit().isEmpty() ? "" : " (" + output.unit() + ")";
    }

    private static String labels(List<String> labels) {
        int shown = Math.min(LABELS_SHOWN, labels.size());
        return " (" + String.join(", ", labels.subList(0, shown)) + (labels.size() > shown ? ", …" : "") + ")";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
