package io.github.predict4j.examples.bike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.examples.Main;
import io.github.predict4j.examples.Program;
import io.github.predict4j.http.server.Mount;
import io.github.predict4j.http.server.PredictServer;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BikeTest {
    private static final Path REAL = Path.of("..", "..", "shared", "data", "bike-sharing", "day.csv");
    private static final String FIRST_DAY = """
            {"instant":1,"dteday":"2011-01-01T00:00:00.000Z","season":1,"yr":0,"mnth":1,"holiday":0,"weekday":6,\
            "workingday":0,"weathersit":2,"temp":0.344167,"atemp":0.363625,"hum":0.805833,"windspeed":0.160446}""";

    /** Data made from a seed, in the form of day.csv; and the real file, where it is. */
    static List<String> files() throws IOException {
        String made = GeneratedDays.csv(7);
        return Files.exists(REAL) ? List.of(made, Files.readString(REAL)) : List.of(made);
    }

    @ParameterizedTest(name = "file {index}")
    @MethodSource("files")
    void training_beatsTheMean_andServesTheArticlesRequest(String csv) throws IOException, InterruptedException {
        Table days = Bike.days(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        assertThat(days.rows()).isEqualTo(731);
        Bundle random = Bike.training().holdOut(0.2, 42).fit(days);
        assertThat(value(random, "rmse")).isLessThan(0.6 * value(random, "rmse_of_mean"));
        Bundle bundle = Bike.training().holdOutLast(0.2).fit(days);
        assertThat(bundle.metrics()).extracting(Metric::name).contains("r2", "mae", "rmse", "r2_of_mean");
        assertThat(bundle.pipeline().features())
                .startsWith("instant", "dteday_day_of_year")
                .hasSize(13);
        double first = firstDay(bundle);
        HttpResponse<String> answer = post(bundle, "{\"0\":" + FIRST_DAY + ",\"any key\":" + FIRST_DAY + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"0\":" + first + ",\"any key\":" + first + "}");
    }

    @Test
    void keys_keepTheirOrder_andFaultsNameTheirKey() throws IOException, InterruptedException {
        Bundle bundle = Bike.training()
                .fit(Bike.days(new ByteArrayInputStream(GeneratedDays.csv(7).getBytes(StandardCharsets.UTF_8))));
        HttpResponse<String> keys =
                post(bundle, "{\"10\":" + FIRST_DAY + ",\"1\":" + FIRST_DAY + ",\"b\":" + FIRST_DAY + "}");
        assertThat(keys.body()).matches("\\{\"10\":[0-9.]+,\"1\":[0-9.]+,\"b\":[0-9.]+}");
        HttpResponse<String> badDate =
                post(bundle, "{\"0\":" + FIRST_DAY + ",\"1\":" + FIRST_DAY.replace("2011-01-01T", "2011-02-30T") + "}");
        assertThat(badDate.statusCode()).isEqualTo(422);
        assertThat(badDate.body()).contains("/1/dteday");
    }

    @Test
    void dayFile_isCheckedHoweverItComes(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve("day.csv"), GeneratedDays.csv(7));
        URI nowhere = URI.create("http://127.0.0.1:1/day.zip"); // no server listens on port 1
        DayFile files = new DayFile(nowhere, folder.resolve("kept.csv"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> files.bytes(other))
                .withMessageContaining("must be UCI's day.csv with SHA-256 " + DayFile.SHA256);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> files.bytes(folder.resolve("absent.csv")))
                .withMessageContaining("there is no file");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> files.bytes(null))
                .withMessage(
                        "cannot download the data from " + nowhere + ", so name a copy of its day.csv with --data");
        Files.writeString(folder.resolve("kept.csv"), "something else");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> files.bytes(null))
                .withMessageContaining("kept.csv must be UCI's day.csv");
    }

    /** The real file where it is; elsewhere one that is refused, which shows that it was fetched and unpacked. */
    @Test
    void dayFile_isDownloadedUnpackedCheckedAndKept(@TempDir Path folder) throws IOException {
        byte[] day = Files.exists(REAL)
                ? Files.readAllBytes(REAL)
                : GeneratedDays.csv(7).getBytes(StandardCharsets.UTF_8);
        HttpServer repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        repository.createContext("/day.zip", exchange -> {
            byte[] archive = zip(Map.of("Readme.txt", new byte[] {1}, "day.csv", day));
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        repository.start();
        Path kept = folder.resolve("cache").resolve("kept.csv");
        URI archive = URI.create("http://127.0.0.1:" + repository.getAddress().getPort() + "/day.zip");
        DayFile files = new DayFile(archive, kept);
        try {
            if (Files.exists(REAL)) {
                assertThat(files.bytes(null)).isEqualTo(day);
                repository.stop(0);
                assertThat(files.bytes(null)).isEqualTo(day); // from the copy that was kept
            } else {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> files.bytes(null))
                        .withMessageContaining(archive + " must be UCI's day.csv");
                assertThat(kept).doesNotExist();
            }
        } finally {
            repository.stop(0);
        }
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** The whole command: a forest from the real file where it is; elsewhere the one sentence that says what to do. */
    @Test
    void bike_asACommand(@TempDir Path folder) throws IOException, InterruptedException {
        Path data = REAL.toAbsolutePath().normalize();
        try (Program bike = Program.start(folder, Main.class, "bike", "--data", data.toString())) {
            if (Files.exists(REAL)) {
                assertThat(bike.end())
                        .contains("last fifth held out", "predicting the mean", "bike.predict: bike 1.0.0")
                        .contains("--mount \"POST /api/makecalc/=bike?fields=prediction\"")
                        .endsWith("exit 0");
            } else {
                assertThat(bike.end()).contains("there is no file " + data).endsWith("exit 1");
            }
        }
    }

    private static HttpResponse<String> post(Bundle bundle, String body) throws IOException, InterruptedException {
        try (PredictServer server = PredictServer.builder()
                .bundle(bundle)
                .mount(Mount.parse("POST /api/makecalc/=bike?fields=prediction"))
                .port(0)
                .start()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/api/makecalc/"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static double firstDay(Bundle bundle) {
        Row row = bundle.predictor().newRow();
        row.set("instant", 1)
                .set("dteday", LocalDate.of(2011, 1, 1))
                .set("season", 1)
                .set("yr", 0)
                .set("mnth", 1)
                .set("holiday", 0)
                .set("weekday", 6)
                .set("workingday", 0)
                .set("weathersit", 2)
                .set("temp", 0.344167)
                .set("atemp", 0.363625)
                .set("hum", 0.805833)
                .set("windspeed", 0.160446);
        return bundle.predictor().predict(row).value();
    }

    private static double value(Bundle bundle, String name) {
        return bundle.metrics().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
