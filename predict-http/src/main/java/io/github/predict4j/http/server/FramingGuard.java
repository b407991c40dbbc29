package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first handler: refuses a request whose end two readers could see at different places (RFC 9112, sections 6.1 and
 * 6.3), because what one takes for the next request the other takes for a body.
 *
 * <p>The HTTP library takes any Transfer-Encoding that contains "chunked" for chunked, lets a Content-Length overflow, and
 * reads chunk sizes laxly. The last is out of a handler's reach, so after a chunked body nothing more is read from the
 * connection. Versions that do not exist (HTTP/9.9) it treats as HTTP/1.1, whose framing is then what counts.
 */
final class FramingGuard implements HttpHandler {
    private static final int MAX_DIGITS = 15;

    private final Router routes;
    private final HttpHandler next;

    /**
     * @param routes knows in which words to refuse
     */
    FramingGuard(Router routes, HttpHandler next) {
        this.routes = routes;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Problem fault = fault(exchange);
        if (fault != null) {
            Answers.refuseAndClose(exchange, routes.wording(Paths.of(exchange)), fault);
            return;
        }
        if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
            Answers.close(exchange);
        }
        next.handleRequest(exchange);
    }

    private static @Nullable Problem fault(HttpServerExchange exchange) {
        HttpString protocol = exchange.getProtocol();
        if (!protocol.equals(Protocols.HTTP_1_1) && !protocol.equals(Protocols.HTTP_1_0)) {
            return Problem.of(505, "http_version", "the protocol must be HTTP/1.1 or HTTP/1.0, found another");
        }
        HeaderMap headers = exchange.getRequestHeaders();
        HeaderValues encoding = headers.get(Headers.TRANSFER_ENCODING);
        HeaderValues length = headers.get(Headers.CONTENT_LENGTH);
        if (encoding != null && !chunked(encoding, length, protocol)) {
            return framing("Transfer-Encoding must be \"chunked\", without Content-Length and in HTTP/1.1");
        }
        if (length != null && (length.size() != 1 || !number(length.getFirst()))) {
            return framing("Content-Length must be one number of at most 15 digits");
        }
        HeaderValues expect = headers.get(Headers.EXPECT);
        if (expect != null && !(expect.size() == 1 && lower(expect).equals("100-continue"))) {
            return Problem.of(417, "expectation", "Expect must be \"100-continue\", found another");
        }
        return null;
    }

    private static boolean chunked(HeaderValues encoding, @Nullable HeaderValues length, HttpString protocol) {
        return encoding.size() == 1
                && lower(encoding).equals("chunked")
                && length == null
                && protocol.equals(Protocols.HTTP_1_1);
    }

    private static boolean number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= MAX_DIGITS;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits;
    }

    private static String lower(HeaderValues values) {
        return values.getFirst().toLowerCase(Locale.ROOT);
    }

    private static Problem framing(String required) {
        return Problem.of(400, "framing", required + "; found otherwise");
    }
}
