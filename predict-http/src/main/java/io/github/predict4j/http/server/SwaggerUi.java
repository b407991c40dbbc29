package io.github.predict4j.http.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The page at {@code /docs}: Swagger UI out of its webjar, where that is on the class path. Everything comes from this
 * server, so the page works without a network, and its policy forbids all else, inline scripts and styles included.
 */
final class SwaggerUi {
    private static final String PROPERTIES = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String FILES = "/META-INF/resources/webjars/swagger-ui/";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SwaggerUi() {}

    /** Whether the webjar is there. */
    static boolean present() {
        return SwaggerUi.class.getResource(PROPERTIES) != null;
    }

    /** The documents by path. */
    static Map<String, Document> documents() {
        String version = version();
        String files = FILES + version + "/";
        Map<String, Document> documents = new LinkedHashMap<>();
        documents.put("/docs", Document.of("text/html; charset=utf-8", POLICY, read("docs/page.html")));
        documents.put("/docs/start.js", Document.of("text/javascript; charset=utf-8", "", read("docs/start.js")));
        documents.put("/docs/swagger-ui.css", file("text/css; charset=utf-8", files + "swagger-ui.css", version));
        documents.put(
                "/docs/swagger-ui-bundle.js",
                file("text/javascript; charset=utf-8", files + "swagger-ui-bundle.js", version));
        documents.put("/docs/favicon-32x32.png", file("image/png", files + "favicon-32x32.png", version));
        return documents;
    }

    /** A file that is read each time it is sent: the script is long and seldom wanted. */
    private static Document file(String mediaType, String name, String version) {
        return new Document(mediaType, "", "swagger-ui-" + version, () -> read(name));
    }

    private static String version() {
        try (InputStream in = Objects.requireNonNull(SwaggerUi.class.getResourceAsStream(PROPERTIES))) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String name) {
        try (InputStream in = Objects.requireNonNull(SwaggerUi.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
