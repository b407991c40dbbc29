package io.github.predict4j.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An HTTP client that costs next to nothing: one connection, open as long as the process, whole requests, answers with a
 * Content-Length.
 */
final class KeptConnection {
    private static final String OK = "HTTP/1.1 200 ";
    private static final String LENGTH = "content-length: ";

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];

    KeptConnection(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @return the length of the answer's body
     * @throws IOException if the answer is not 200
     */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int filled = 0;
        int wanted = Integer.MAX_VALUE;
        int body = 0;
        while (filled < wanted) {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new IOException("required an answer, found the end of the connection");
            }
            filled += read;
            int head = wanted == Integer.MAX_VALUE ? endOfHead(filled) : 0;
            if (head > 0) {
                body = bodyLength(new String(buffer, 0, head, StandardCharsets.US_ASCII));
                wanted = head + body;
            }
        }
        return body;
    }

    private int endOfHead(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private static int bodyLength(String head) throws IOException {
        int length = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (!head.startsWith(OK) || length < 0) {
            throw new IOException("required 200 with a Content-Length, found " + head);
        }
        int from = length + LENGTH.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)));
    }
}
