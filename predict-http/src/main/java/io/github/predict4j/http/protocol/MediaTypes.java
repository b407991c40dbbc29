package io.github.predict4j.http.protocol;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a body is, and what an answer may be. */
final class MediaTypes {
    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    private static final Pattern PARAMETERS = Pattern.compile("([ \t]*;[ \t]*charset=\"?utf-8\"?[ \t]*)?");
    private static final Pattern CSV_PARAMETERS =
            Pattern.compile("([ \t]*;[ \t]*(charset=\"?utf-8\"?|header=\"?present\"?)[ \t]*)*");
    private static final Pattern REFUSED = Pattern.compile(";[ \t]*q=0(\\.0{0,3})?[ \t]*(;.*)?$");
    private static final Pattern COMMA = Pattern.compile(",");

    private MediaTypes() {}

    /** The media type of the body, in lower case and without parameters; empty if none was sent. */
    static String type(RequestHead head) {
        String header = head.header("Content-Type");
        if (header == null || header.equals(Answer.JSON)) {
            return header == null ? "" : Answer.JSON;
        }
        return header.substring(0, end(header)).trim().toLowerCase(Locale.ROOT);
    }

    /** Why the request's headers do not suit a JSON body and answer, or {@code null}. No Content-Type means JSON. */
    static @Nullable Problem fault(RequestHead head) {
        if (!isJson(head)) {
            return Problem.of(
                    415, "media_type", "Content-Type must be application/json, charset utf-8 if any; found another");
        }
        Problem encoding = encodingFault(head);
        return encoding == null ? acceptFault(head) : encoding;
    }

    private static boolean isJson(RequestHead head) {
        String header = head.header("Content-Type");
        if (header == null || header.equals(Answer.JSON)) {
            return true;
        }
        String type = type(head);
        return (type.isEmpty() || type.equals(Answer.JSON)) && plain(head, PARAMETERS);
    }

    /** Why a JSON answer does not suit a request, or {@code null}. */
    static @Nullable Problem acceptFault(RequestHead head) {
        return accepts(head, Answer.JSON)
                ? null
                : Problem.of(406, "not_acceptable", "Accept must admit application/json, found that it does not");
    }

    /** Why a body of CSV or NDJSON cannot be read, going by its headers, or {@code null}. */
    static @Nullable Problem streamFault(RequestHead head) {
        if (!plain(head, type(head).equals(CSV) ? CSV_PARAMETERS : PARAMETERS)) {
            return Problem.of(
                    415,
                    "media_type",
                    "Content-Type must be " + CSV + " or " + NDJSON
                            + ", charset utf-8 if any, with a header row; found another");
        }
        return encodingFault(head);
    }

    /** Whether an answer may be of that type; the narrowest range that it falls into decides. */
    static boolean accepts(RequestHead head, String type) {
        String accept = head.header("Accept");
        if (accept == null || accept.equals("*/*")) {
            return true;
        }
        String family = type.substring(0, type.indexOf('/')) + "/*";
        int narrowest = -1;
        boolean admitted = false;
        for (String header : COMMA.split(accept, -1)) {
            String range = header.trim().toLowerCase(Locale.ROOT);
            String media = range.substring(0, end(range)).trim();
            int narrow = media.equals(type) ? 2 : media.equals(family) ? 1 : media.equals("*/*") ? 0 : -1;
            if (narrow > narrowest) {
                narrowest = narrow;
                admitted = !REFUSED.matcher(range).find();
            }
        }
        return admitted;
    }

    /** Why the body cannot be read for its encoding, or {@code null}. */
    static @Nullable Problem encodingFault(RequestHead head) {
        String encoding = head.header("Content-Encoding");
        if (encoding != null && !encoding.trim().equalsIgnoreCase("identity")) {
            return Problem.of(415, "content_encoding", "the body must not be encoded, found a Content-Encoding");
        }
        return null;
    }

    private static boolean plain(RequestHead head, Pattern parameters) {
        String header = head.header("Content-Type");
        if (header == null || end(header) == header.length()) {
            return true;
        }
        return parameters
                .matcher(header.substring(end(header)).toLowerCase(Locale.ROOT))
                .matches();
    }

    /** Where the type ends and its parameters begin. */
    private static int end(String header) {
        int semicolon = header.indexOf(';');
        return semicolon < 0 ? header.length() : semicolon;
    }
}
