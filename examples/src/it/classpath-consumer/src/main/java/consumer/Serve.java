package consumer;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.server.PredictServer;
import io.github.predict4j.http.server.UndertowHandler;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.ResponseCodeHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/**
 * Has the published adapter on the class path, and what it needs, and no more: serves a bundle from two servers and from a
 * handler in an Undertow of its own, and asks each of them for a row.
 */
public final class Serve {
    private static final String FLOWER =
            "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}";

    /** What only the program needs, or who trains. */
    private static final String[] NOT_HERE = {
        "picocli.CommandLine",
        "ch.qos.logback.classic.Logger",
        "de.siegmar.fastcsv.reader.CsvReader",
        "redis.clients.jedis.Jedis",
        "org.tribuo.Model"
    };

    private Serve() {}

    /** Fails where something cannot be started, answers something else than it must, or more is here than is needed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        for (String type : NOT_HERE) {
            requireAbsent(type);
        }
        Bundle bundle = Bundle.read(Path.of(args[0]));
        PredictServer.Builder five = PredictServer.builder().bundle(bundle).port(0);
        try (PredictServer server = five.start();
                PredictServer other = five.start();
                UndertowHandler handler =
                        UndertowHandler.of(PredictServer.builder().bundle(bundle))) {
            ask(server.port(), "");
            ask(other.port(), "");
            Undertow undertow = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setHandler(Handlers.path(ResponseCodeHandler.HANDLE_404).addPrefixPath("/ml", handler))
                    .build();
            undertow.start();
            try {
                ask(((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort(), "/ml");
            } finally {
                undertow.stop();
            }
        }
    }

    private static void ask(int port, String prefix) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + prefix + "/v1/predict"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(FLOWER))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"setosa\"")) {
            throw new IllegalStateException("200 and setosa are required, found " + answer + " " + answer.body());
        }
        System.out.println(answer.body());
    }

    private static void requireAbsent(String type) {
        try {
            Class.forName(type);
        } catch (ClassNotFoundException asItMustBe) {
            return;
        }
        throw new IllegalStateException(type + " must not come with the adapter, found it");
    }
}
