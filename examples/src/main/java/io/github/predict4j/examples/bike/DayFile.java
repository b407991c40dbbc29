package io.github.predict4j.examples.bike;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Finds day.csv: where the user says, where it was left by an earlier run, or at the UCI repository. */
final class DayFile {
    static final String SHA256 = "a6bcf826782d3c0fbfdcbeead17cd0884185a0dafe8ff10cd48a874ee7ba18be";
    private static final int BYTES = 57_569;
    private static final URI ARCHIVE =
            URI.create("https://archive.ics.uci.edu/static/public/275/bike+sharing+dataset.zip");

    private final URI archive;
    private final Path kept;

    DayFile() {
        this(ARCHIVE, Path.of(System.getProperty("user.home"), ".cache", "predict4j", "bike-sharing-day.csv"));
    }

    DayFile(URI archive, Path kept) {
        this.archive = archive;
        this.kept = kept;
    }

    /**
     * The file's bytes, whose SHA-256 is the known one in every case.
     *
     * @throws IOException in one sentence that says what to do
     */
    byte[] bytes(@Nullable Path data) throws IOException {
        if (data != null) {
            return check(data.toString(), read(data));
        }
        if (Files.exists(kept)) {
            return check(kept.toString(), read(kept));
        }
        byte[] bytes = check(archive.toString(), download());
        Files.createDirectories(kept.toAbsolutePath().getParent());
        Path temporary = Files.createTempFile(kept.toAbsolutePath().getParent(), "day", ".tmp");
        Files.write(temporary, bytes);
        Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BYTES + 1); // one more shows that it is longer
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file + "; name the data set's day.csv with --data", e);
        }
    }

    private byte[] download() throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(15))
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(archive).timeout(Duration.ofSeconds(60)).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answered " + response.statusCode());
                }
                return unpack(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the download of " + archive + " was interrupted", e);
        } catch (IOException e) {
            throw new IOException(
                    "cannot download the data from " + archive + ", so name a copy of its day.csv with --data", e);
        }
    }

    private static byte[] unpack(InputStream archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("day.csv")) {
                    return zip.readNBytes(BYTES + 1);
                }
            }
        }
        throw new IOException("the archive has no day.csv");
    }

    private static byte[] check(String where, byte[] bytes) throws IOException {
        try {
            String found = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            if (!found.equals(SHA256)) {
                throw new IOException(where + " must be UCI's day.csv with SHA-256 " + SHA256 + ", found "
                        + (bytes.length > BYTES ? "a longer file" : found));
            }
            return bytes;
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
