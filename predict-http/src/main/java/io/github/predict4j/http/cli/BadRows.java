package io.github.predict4j.http.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.schema.Violation;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What becomes of rows that cannot be scored. */
interface BadRows extends Closeable {
    /**
     * Takes the faults of one row, at least one.
     *
     * @param row the row's number, from 0
     * @param line the line where it begins, from 1
     * @throws IOException if it ends there
     */
    void add(long row, long line, List<Reason> reasons) throws IOException;

    /** How many rows there were. */
    long count();

    /** One fault: the field, empty for the row as a whole, a code as in answers over HTTP, and a sentence. */
    record Reason(String field, String code, String detail) {
        static Reason of(Violation fault) {
            return new Reason(fault.field(), fault.reason().name().toLowerCase(Locale.ROOT), fault.message());
        }

        static Reason of(Problem problem) {
            return new Reason("", problem.code(), problem.detail());
        }
    }

    /** The first one is the end, and its faults are the message. */
    static BadRows stop() {
        return new BadRows() {
            @Override
            public void add(long row, long line, List<Reason> reasons) throws IOException {
                throw new ScoringException("row " + row + " (line " + line + "): "
                        + String.join(
                                "; ",
                                reasons.stream().limit(10).map(Reason::detail).toList())
                        + " (--errors FILE would go on)");
            }

            @Override
            public long count() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    /** Each fault is a line of a file; without any the file stays empty. */
    static BadRows file(OutputStream out, Format format) throws IOException {
        return format == Format.CSV ? new Csv(out) : new Ndjson(out);
    }

    /** {@code row,line,field,code,detail}. */
    final class Csv implements BadRows {
        private final CsvWriter csv;
        private long count;

        private Csv(OutputStream out) {
            this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
        }

        @Override
        public void add(long row, long line, List<Reason> reasons) throws IOException {
            try {
                if (count++ == 0) {
                    csv.writeRecord("row", "line", "field", "code", "detail");
                }
                for (Reason r : reasons) {
                    csv.writeRecord(Long.toString(row), Long.toString(line), r.field, r.code, r.detail);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }
    }

    /** Objects of the same members. */
    final class Ndjson implements BadRows {
        private final JsonGenerator json;
        private long count;

        private Ndjson(OutputStream out) throws IOException {
            this.json = new JsonFactory().createGenerator(out);
            json.setRootValueSeparator(new SerializedString(""));
        }

        @Override
        public void add(long row, long line, List<Reason> reasons) throws IOException {
            count++;
            for (Reason r : reasons) {
                json.writeStartObject();
                json.writeNumberField("row", row);
                json.writeNumberField("line", line);
                json.writeStringField("field", r.field);
                json.writeStringField("code", r.code);
                json.writeStringField("detail", r.detail);
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }
}
