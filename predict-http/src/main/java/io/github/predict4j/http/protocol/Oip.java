package io.github.predict4j.http.protocol;

/** The words of the Open Inference Protocol. */
final class Oip {
    /** The name of the platform in the metadata: project and format. */
    static final String PLATFORM = "predict4j_bundle";

    /** The header that says how many bytes of a body are JSON, where raw tensors follow it. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    /** The media type of an answer with raw tensors. */
    static final String RAW = "application/octet-stream";

    private static final int QUOTED = 64;

    private Oip() {}

    static RefusedException refused(String detail) {
        return new RefusedException(Problem.of(400, "invalid_request", detail));
    }

    /** A text of the client in quotation marks, cut. */
    static String quote(String text) {
        return '"' + cut(text) + '"';
    }

    /** At most {@value #QUOTED} characters of a text of the client. */
    static String cut(String text) {
        if (text.length() <= QUOTED) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(QUOTED - 2)) ? QUOTED - 2 : QUOTED - 1;
        return text.substring(0, end) + "…";
    }
}
