package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The handler in an Undertow that somebody else has started. */
class UndertowHandlerTest {
    @Test
    void belowPrefixes_twoHandlersInOneUndertow_answer() throws Exception {
        try (UndertowHandler slope = UndertowHandler.of(PredictServer.builder().bundle(Bundles.slope(3)));
                UndertowHandler line =
                        UndertowHandler.of(PredictServer.builder().bundle(Bundles.line()))) {
            Undertow undertow = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setServerOption(UndertowOptions.DECODE_URL, false)
                    .setHandler(Handlers.path(
                                    exchange -> exchange.getResponseSender().send("theirs"))
                            .addPrefixPath("/ml/slope", slope)
                            .addPrefixPath("/ml/line", line))
                    .build();
            undertow.start();
            try {
                InetSocketAddress at =
                        (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
                String base = "http://127.0.0.1:" + at.getPort();
                assertThat(slope.ready()).isTrue();
                assertThat(post(base + "/ml/slope/v1/predict", "{\"x\":2}").body())
                        .contains("\"prediction\":6.0");
                assertThat(post(base + "/ml/line/v1/models/line/predict", "{\"a\":1,\"b\":true}")
                                .body())
                        .contains("\"prediction\":1001.0");
                assertThat(post(base + "/ml/slope/v1/models/line/predict", "{}").statusCode())
                        .isEqualTo(404);
                assertThat(post(base + "/v1/predict", "{\"x\":2}").body()).isEqualTo("theirs");
            } finally {
                undertow.stop();
            }
        }
    }

    private static HttpResponse<String> post(String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
