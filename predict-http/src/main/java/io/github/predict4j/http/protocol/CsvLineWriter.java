package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.predict4j.Classification;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes predictions as CSV (RFC 4180) with a header row: {@code prediction}; of a classification {@code probability} and
 * a column {@code probability_LABEL} for each label; {@code warnings} as {@code FIELD:CODE} with spaces between them. With
 * faults there are {@code code}, that of a row's first fault, and {@code detail}, which lists at most ten. Needs the
 * library fastcsv. Belongs to one thread.
 */
public final class CsvLineWriter implements PredictionSink, FaultSink {
    private static final int LISTED = 10;

    private final CsvWriter csv;
    private final OutputSchema output;
    private final Set<AnswerField> fields;
    private final LineLayout layout;
    private final int columns;

    /**
     * Writes the header row.
     *
     * @param out where to write; closed with this
     * @param output what the scores mean
     * @param fields what to say about each row; what a regression has not, and model and pipeline, are left out
     */
    public CsvLineWriter(OutputStream out, OutputSchema output, Set<AnswerField> fields, LineLayout layout) {
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
        this.output = output;
        this.fields = AnswerField.ofRows(output.task(), fields);
        this.layout = layout;
        List<String> header = header();
        this.columns = header.size();
        csv.writeRecord(header);
    }

    private List<String> header() {
        List<String> names = new ArrayList<>();
        if (layout == LineLayout.NUMBERED) {
            names.add("row");
        }
        for (AnswerField field : fields) {
            if (field == AnswerField.PROBABILITIES) {
                output.labels().forEach(label -> names.add("probability_" + label));
            } else {
                names.add(field.key());
            }
        }
        if (layout == LineLayout.WITH_FAULTS) {
            names.add("code");
            names.add("detail");
        }
        return names;
    }

    @Override
    public void write(long row, double[] scores, int offset, List<Warning> warnings) throws IOException {
        try {
            CsvWriter.CsvWriterRecord cells = csv.writeRecord();
            if (layout == LineLayout.NUMBERED) {
                cells.writeField(Long.toString(row));
            }
            fields(cells, scores, offset, warnings);
            if (layout == LineLayout.WITH_FAULTS) {
                cells.writeField("").writeField("");
            }
            cells.endRecord();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void fields(CsvWriter.CsvWriterRecord cells, double[] scores, int offset, List<Warning> warnings) {
        boolean labelled = !output.labels().isEmpty();
        int best = labelled ? Classification.argMax(scores, offset, output.size()) : 0;
        for (AnswerField field : fields) {
            switch (field) {
                case PREDICTION -> cells.writeField(labelled ? output.labels().get(best) : number(scores[offset]));
                case PROBABILITY -> cells.writeField(number(scores[offset + best]));
                case WARNINGS -> cells.writeField(text(warnings));
                default -> {
                    for (int k = 0; k < output.size(); k++) {
                        cells.writeField(number(scores[offset + k]));
                    }
                }
            }
        }
    }

    @Override
    public void add(long row, long line, List<Fault> faults) throws IOException {
        try {
            CsvWriter.CsvWriterRecord cells = csv.writeRecord();
            for (int i = 2; i < columns; i++) {
                cells.writeField("");
            }
            cells.writeField(faults.get(0).code());
            cells.writeField("row " + row + " (line " + line + "): "
                    + faults.stream().limit(LISTED).map(Fault::detail).collect(Collectors.joining("; ")));
            cells.endRecord();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String text(List<Warning> warnings) {
        return warnings.stream()
                .map(warning -> warning.column() + ":" + warning.code().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    /** The shortest text that reads back as the same double, as JSON has it; Double.toString of JDK 17 is longer at times. */
    private static String number(double value) {
        return NumberOutput.toString(value, true);
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
