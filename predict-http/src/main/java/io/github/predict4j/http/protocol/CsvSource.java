package io.github.predict4j.http.protocol;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Rows of CSV (RFC 4180) in UTF-8. The first record names the columns, which may be in any order; empty lines are passed over;
 * an empty cell is a missing value. Needs the library fastcsv.
 */
public final class CsvSource implements RowSource {
    private static final int MOST_CELLS = 1 << 14;

    private final int maxRow;
    private final Iterator<CsvRecord> records;
    private final int[] fields; // the field of each column, -1 for one that is passed over
    private long line = 1;

    /**
     * Reads the header row.
     *
     * @param in read as it is needed, not closed
     * @param maxRow the longest row, in characters; bounds the memory for one
     * @throws BrokenStreamException if there is no header row, or one that does not fit the schema
     */
    public CsvSource(InputStream in, Schema schema, int maxRow) throws IOException {
        this.maxRow = maxRow;
        this.records = reader(in, schema).iterator();
        if (!hasNext()) {
            throw broken(400, "empty_body", "required a header row, found nothing");
        }
        List<String> header = records.next().getFields();
        require(header, schema);
        this.fields = header.stream().mapToInt(schema::indexOf).toArray();
    }

    private CsvReader<CsvRecord> reader(InputStream in, Schema schema) throws IOException {
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(Math.max(MOST_CELLS, 2 * schema.size()))
                .maxFieldSize(maxRow)
                .maxRecordSize(maxRow)
                .build();
        return CsvReader.builder()
                .maxBufferSize(maxRow)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(handler, utf8(in));
    }

    /** Excel begins its files with a byte order mark, which is not part of the first name. */
    private static Reader utf8(InputStream in) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 3);
        byte[] mark = start.readNBytes(3);
        boolean bom = mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF;
        if (!bom) {
            start.unread(mark);
        }
        return new InputStreamReader(
                start,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** What is wrong with the columns is wrong with every row, so it is said once. */
    private static void require(List<String> header, Schema schema) throws IOException {
        List<String> faults = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (String name : header) {
            if (schema.indexOf(name) < 0 && schema.extra() == Extra.REJECT) {
                faults.add("\"" + cut(name) + "\", which is no field");
            } else if (!known.add(name)) {
                faults.add("\"" + cut(name) + "\" twice");
            }
        }
        for (Field field : schema.fields()) {
            if (field.missing() == Missing.REJECT && !known.contains(field.name())) {
                faults.add("no \"" + field.name() + "\"");
            }
        }
        if (!faults.isEmpty()) {
            String names = String.join(", ", schema.names());
            throw broken(
                    422,
                    "invalid_header",
                    "required a header row with the fields " + names + "; found " + String.join(", ", faults));
        }
    }

    private static String cut(String name) {
        return name.length() <= 64 ? name : name.substring(0, 63) + "…";
    }

    @Override
    public boolean next(Row row) throws IOException, RefusedException {
        row.clear();
        if (!hasNext()) {
            return false;
        }
        CsvRecord cells = records.next();
        line = cells.getStartingLineNumber();
        if (cells.getFieldCount() != fields.length) {
            throw new RefusedException(Problem.of(
                    422,
                    Fault.NOT_A_ROW,
                    "required " + fields.length + " cells, as the header has, found " + cells.getFieldCount()));
        }
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] >= 0) {
                row.parse(fields[i], cells.getField(i));
            }
        }
        return true;
    }

    @Override
    public long line() {
        return line;
    }

    /** Reads ahead; after a fault of the text itself nobody knows where the next record would begin. */
    private boolean hasNext() throws IOException {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? malformed("required UTF-8, found other bytes after line " + line)
                    : e.getCause();
        } catch (CsvParseException e) {
            throw malformed("required CSV as in RFC 4180 with at most " + maxRow
                    + " characters a row, found other text after line " + line);
        }
    }

    private static BrokenStreamException malformed(String detail) {
        return broken(400, "malformed_csv", detail);
    }

    private static BrokenStreamException broken(int status, String code, String detail) {
        return new BrokenStreamException(Problem.of(status, code, detail));
    }
}
