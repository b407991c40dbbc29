package consumer;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.server.PredictServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** Has the published adapter on the class path, and what it needs: serves a bundle and asks it for a row. */
public final class Serve {
    private static final String FLOWER =
            "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}";

    private Serve() {}

    /** Fails where the server cannot be started or answers something else than it must. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (PredictServer server = PredictServer.builder()
                .bundle(Bundle.read(Path.of(args[0])))
                .port(0)
                .start()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/v1/predict"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(FLOWER))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"setosa\"")) {
                throw new IllegalStateException("200 and setosa are required, found " + answer + " " + answer.body());
            }
            System.out.println(answer.body());
        }
    }
}
