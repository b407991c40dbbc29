package io.github.predict4j.http.protocol;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a body may be, and what an answer may be: JSON, plainly encoded. */
final class MediaTypes {
    private static final Pattern JSON = Pattern.compile("application/json[ \t]*(;[ \t]*charset=\"?utf-8\"?[ \t]*)?");
    private static final Pattern ACCEPTED = Pattern.compile("(\\*/\\*|application/\\*|application/json)");
    private static final Pattern REFUSED = Pattern.compile(";[ \t]*q=0(\\.0{0,3})?[ \t]*(;.*)?$");
    private static final Pattern COMMA = Pattern.compile(",");

    private MediaTypes() {}

    /** Why the request's headers do not suit a JSON body and answer, or {@code null}. No Content-Type means JSON. */
    static @Nullable Problem fault(RequestHead head) {
        String type = head.header("Content-Type");
        if (type != null
                && !type.equals(Answer.JSON)
                && !JSON.matcher(type.trim().toLowerCase(Locale.ROOT)).matches()) {
            return Problem.of(
                    415, "media_type", "Content-Type must be application/json, charset utf-8 if any; found another");
        }
        Problem encoded = encodingFault(head);
        if (encoded != null) {
            return encoded;
        }
        return acceptFault(head);
    }

    /** Why a JSON answer does not suit a request, or {@code null}. */
    static @Nullable Problem acceptFault(RequestHead head) {
        return accepted(head.header("Accept"))
                ? null
                : Problem.of(406, "not_acceptable", "Accept must admit application/json, found that it does not");
    }

    /** Why the body cannot be read for its encoding, or {@code null}. */
    static @Nullable Problem encodingFault(RequestHead head) {
        String encoding = head.header("Content-Encoding");
        return encoding == null || encoding.trim().equalsIgnoreCase("identity")
                ? null
                : Problem.of(415, "content_encoding", "the body must not be encoded, found a Content-Encoding");
    }

    private static boolean accepted(@Nullable String accept) {
        return accept == null
                || accept.equals("*/*")
                || COMMA.splitAsStream(accept).anyMatch(MediaTypes::admits);
    }

    private static boolean admits(String range) {
        String lower = range.trim().toLowerCase(Locale.ROOT);
        return ACCEPTED.matcher(lower).lookingAt() && !REFUSED.matcher(lower).find();
    }
}
