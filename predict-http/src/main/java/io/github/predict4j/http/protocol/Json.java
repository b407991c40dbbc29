package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Schema;

/** How JSON is read and written: strictly as RFC 8259, within limits that a hostile text cannot stretch. */
final class Json {
    static final int MAX_NESTING = 32;
    /** A tiny double written out in full has more than 64 characters. */
    static final int MAX_NUMBER = 128;

    static final int MAX_STRING = 4096;
    static final int MAX_NAME = 256;

    private Json() {}

    /** A factory of parsers of texts with so many rows of a schema and so many bytes at most. */
    static JsonFactory factory(Schema schema, int maxRows, int maxBytes) {
        return factory(tokens(schema, maxRows, maxBytes), maxBytes);
    }

    /** Four for each expected value; where other fields may come along only the length bounds them. */
    private static long tokens(Schema schema, int maxRows, int maxBytes) {
        return schema.extra() == Extra.IGNORE ? maxBytes : 16 + 4L * maxRows * (schema.size() + 1L);
    }

    /** A factory of generators. */
    static JsonFactory writer() {
        return factory(0, 0);
    }

    /** A factory of parsers of texts with so many tokens and so many bytes at most. */
    static JsonFactory factory(long tokens, int bytes) {
        return new JsonFactoryBuilder()
                // Whoever writes several texts ends each; nothing parts them.
                .rootValueSeparator("")
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxNumberLength(MAX_NUMBER)
                        .maxStringLength(MAX_STRING)
                        .maxNameLength(MAX_NAME)
                        .maxDocumentLength(bytes)
                        .maxTokenCount(tokens)
                        .build())
                // UTF-8 only: the text was checked to be that, and a guess could take it for UTF-16.
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                // Names are the client's: they must not fill the JVM's table of strings.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                // The shortest text that reads back as the same double; Double.toString of JDK 17 is longer at times.
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build();
    }
}
