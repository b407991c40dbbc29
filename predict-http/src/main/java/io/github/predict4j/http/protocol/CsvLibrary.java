package io.github.predict4j.http.protocol;

import de.siegmar.fastcsv.reader.CsvReader;

/** The library that reads and writes CSV; who embeds the adapter need not have it. */
final class CsvLibrary {
    private CsvLibrary() {}

    /** Refuses a request where it is not there. */
    static void require() throws RefusedException {
        try {
            CsvReader.builder();
        } catch (NoClassDefFoundError missing) {
            throw new RefusedException(Problem.of(
                    415,
                    "media_type",
                    "the server must have the library de.siegmar:fastcsv to read or write CSV, found that it has not"));
        }
    }
}
