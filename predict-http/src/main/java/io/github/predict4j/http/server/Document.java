package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Answer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Something to read that seldom changes. A browser may keep it, but has to ask each time whether it is still the one, which
 * costs no body.
 *
 * @param mediaType the Content-Type
 * @param policy what a page may load, as a Content-Security-Policy; empty for what every answer has: nothing
 * @param tag tells it from every other content at its path: letters, digits and {@code . -}
 * @param body the content
 */
record Document(String mediaType, String policy, String tag, Supplier<byte[]> body) {
    private static final int TAG_BYTES = 16;

    /** A document that is tagged with its digest. */
    static Document of(String mediaType, String policy, byte[] body) {
        return new Document(mediaType, policy, digest(body), () -> body);
    }

    /** Sends it, or 304 to somebody who has it. */
    void send(HttpServerExchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-cache");
        headers.put("ETag", "\"" + tag + "\"");
        if (!policy.isEmpty()) {
            headers.put("Content-Security-Policy", policy);
        }
        boolean known = !ETagUtils.handleIfNoneMatch(exchange, new ETag(false, tag), true);
        byte[] content = known ? new byte[0] : body.get();
        Answers.send(exchange, new Answer(known ? 304 : 200, mediaType, content, headers));
    }

    private static String digest(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
