package io.github.predict4j.bench.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.Options;

/**
 * What an HTTP server on these two libraries costs if it does nothing: Undertow with one io thread and the limits of
 * ours, set as its options, takes the body, Jackson's streaming parser goes over every field and number of it, and the
 * answer of a path is always the same, as long as that to one row. It checks nothing and predicts nothing;
 * {@code predict-bench/http/run} compares the real server with it.
 */
public final class BareServer {
    private static final String BIKE = "/v1/models/bike/predict";

    /** As long as one prediction of the iris model. */
    private static final byte[] IRIS_ANSWER =
            ascii("{\"prediction\":\"setosa\",\"probability\":1.0,\"probabilities\":{\"setosa\":1.0,\"versicolor\":0.0,"
                    + "\"virginica\":0.0},\"warnings\":[],\"model\":{\"name\":\"iris\",\"version\":\"1.0.0\"},"
                    + "\"pipeline\":{\"name\":\"iris-features\",\"version\":\"1.0.0\"}}");

    /** As long as one prediction of the bike model. */
    private static final byte[] BIKE_ANSWER = ascii(
            "{\"prediction\":3454.1592006429046,\"warnings\":[],\"model\":{\"name\":\"bike\",\"version\":\"1.0.0\"},"
                    + "\"pipeline\":{\"name\":\"features\",\"version\":\"1.0.0\"}}");

    private static final int MAX_BODY_BYTES = 16 << 20;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private BareServer() {}

    /** Serves on 127.0.0.1 until the process is ended; the argument is the port. */
    public static void main(String[] args) {
        BareServer bare = new BareServer();
        Undertow.builder()
                .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1")
                .setIoThreads(1)
                .setBufferSize(16 << 10)
                .setDirectBuffers(true)
                .setSocketOption(Options.READ_TIMEOUT, 15_000)
                .setSocketOption(Options.WRITE_TIMEOUT, 15_000)
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) MAX_BODY_BYTES)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 10_000)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 30_000)
                .setHandler(exchange -> exchange.getRequestReceiver().receiveFullBytes(bare::answer))
                .build()
                .start();
    }

    private void answer(HttpServerExchange exchange, byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        boolean bike = exchange.getRequestPath().equals(BIKE);
        exchange.getResponseSender().send(ByteBuffer.wrap(bike ? BIKE_ANSWER : IRIS_ANSWER));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void read(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token.isNumeric()) {
                parser.getDoubleValue();
            } else if (token == JsonToken.VALUE_STRING) {
                parser.getText();
            }
        }
    }
}
