package io.github.predict4j.http.cli;

import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.predict4j.Classification;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Predictions as CSV: {@code prediction}; of a classification also {@code probability} and one column a label. */
final class CsvSink implements PredictionSink {
    private final CsvWriter csv;
    private final OutputSchema output;
    private final boolean numbered;

    CsvSink(OutputStream out, OutputSchema output, Format.Numbering numbering) {
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
        this.output = output;
        this.numbered = numbering == Format.Numbering.ROWS;
        CsvWriter.CsvWriterRecord header = csv.writeRecord();
        if (numbered) {
            header.writeField("row");
        }
        header.writeField("prediction");
        if (output.task() == Task.CLASSIFICATION) {
            header.writeField("probability");
            output.labels().forEach(label -> header.writeField("probability_" + label));
        }
        header.endRecord();
    }

    @Override
    public void write(long row, double[] scores, int offset, List<Warning> warnings) throws IOException {
        try {
            CsvWriter.CsvWriterRecord cells = csv.writeRecord();
            if (numbered) {
                cells.writeField(Long.toString(row));
            }
            if (output.task() == Task.CLASSIFICATION) {
                int best = Classification.argMax(scores, offset, output.size());
                cells.writeField(output.labels().get(best)).writeField(number(scores[offset + best]));
                for (int k = 0; k < output.size(); k++) {
                    cells.writeField(number(scores[offset + k]));
                }
            } else {
                cells.writeField(number(scores[offset]));
            }
            cells.endRecord();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The shortest text that reads back as the same double, as JSON has it; Double.toString of JDK 17 is longer at times. */
    private static String number(double value) {
        return NumberOutput.toString(value, true);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
