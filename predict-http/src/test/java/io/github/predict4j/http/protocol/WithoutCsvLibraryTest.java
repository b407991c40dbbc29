package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who embeds the adapter does not inherit fastcsv. */
class WithoutCsvLibraryTest {
    @Test
    void csv_withoutTheLibrary_isRefusedByName_theRestIsAnswered() throws Exception {
        List<URL> urls = new ArrayList<>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.contains("fastcsv")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> embedder = loader.loadClass(Embedder.class.getName());
            assertThat(embedder.getClassLoader()).isSameAs(loader);
            assertThat((List<?>) embedder.getMethod("ask").invoke(null))
                    .asString()
                    .isEqualTo("[1001.0\n, "
                            + "415 the server must have the library de.siegmar:fastcsv to read or write CSV, found that it"
                            + " has not, "
                            + "415 the server must have the library de.siegmar:fastcsv to read or write CSV, found that it"
                            + " has not, "
                            + "415 the server must have the library de.siegmar:fastcsv to read or write CSV, found that it"
                            + " has not]");
        }
    }

    /** Runs in a class loader without the library. */
    public static final class Embedder {
        private Embedder() {}

        public static List<String> ask() throws Exception {
            return List.of(
                    stream("application/x-ndjson", "*/*"),
                    stream("text/csv", "*/*"),
                    stream("application/x-ndjson", "text/csv"),
                    invocations());
        }

        private static String stream(String type, String accept) throws Exception {
            StreamedRows protocol = new StreamedRows();
            RequestHead head = Heads.of(Map.of("content-type", type, "accept", accept), Map.of("fields", "prediction"));
            ByteArrayInputStream in = new ByteArrayInputStream(bytes("{\"a\":1,\"b\":true}"));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                protocol.mediaType(head);
                protocol.answer(model(), head, in, out);
            } catch (RefusedException e) {
                return text(e);
            }
            return out.toString(StandardCharsets.UTF_8);
        }

        private static String invocations() {
            RequestHead head = Heads.of(Map.of("content-type", "text/csv"), Map.of());
            try {
                RowsProtocol.invocations().answer(model(), new Request(head, bytes("a,b\n"), 4));
            } catch (RefusedException e) {
                return text(e);
            }
            return "answered";
        }

        private static ServedModel model() {
            return new ServedModel(Bundles.line(), 10, 1000);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static String text(RefusedException e) {
            return e.problem().status() + " " + e.problem().detail();
        }
    }
}
