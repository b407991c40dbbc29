package io.github.predict4j.http.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.predict4j.http.protocol.Fault;
import io.github.predict4j.http.protocol.FaultSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What becomes of rows that cannot be scored. */
interface BadRows extends FaultSink, Closeable {
    /** How many rows there were. */
    long count();

    /** The first one is the end, and its faults are the message. */
    static BadRows stop() {
        return new BadRows() {
            @Override
            public void add(long row, long line, List<Fault> faults) throws IOException {
                throw new ScoringException("row " + row + " (line " + line + "): "
                        + String.join(
                                "; ",
                                faults.stream().limit(10).map(Fault::detail).toList())
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
        public void add(long row, long line, List<Fault> faults) throws IOException {
            try {
                if (count++ == 0) {
                    csv.writeRecord("row", "line", "field", "code", "detail");
                }
                for (Fault fault : faults) {
                    csv.writeRecord(
                            Long.toString(row), Long.toString(line), fault.field(), fault.code(), fault.detail());
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
        public void add(long row, long line, List<Fault> faults) throws IOException {
            count++;
            for (Fault fault : faults) {
                json.writeStartObject();
                json.writeNumberField("row", row);
                json.writeNumberField("line", line);
                json.writeStringField("field", fault.field());
                json.writeStringField("code", fault.code());
                json.writeStringField("detail", fault.detail());
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
