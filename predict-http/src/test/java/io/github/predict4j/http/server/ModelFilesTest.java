package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.BundleSignature;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.protocol.ModelList;
import io.github.predict4j.http.protocol.ModelState;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is served after each look at the files, without a server and its thread. */
class ModelFilesTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path outside;

    private final Models models = new Models(Models.Default.ONLY);
    private final Metrics metrics = new Metrics(models);
    private long modified = 1_000_000;

    private ModelFiles directory() throws IOException {
        return files(List.of(), List.of(folder), List.of());
    }

    private ModelFiles files(List<Path> files, List<Path> directories, List<PublicKey> trusted) throws IOException {
        ModelLoader loader = new ModelLoader(HttpLimits.DEFAULTS, trusted, 2);
        return new ModelFiles(new ModelPlaces(files, directories), loader, models, metrics, System::nanoTime);
    }

    /** Writes bytes in place, at a time of their own. */
    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(modified += 1000));
        return file;
    }

    private Path publish(String name, Bundle bundle) throws IOException {
        Path file = write(name + ".tmp", bundle.toBytes());
        return Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Looks until nothing changes any more. */
    private static void settle(ModelFiles files) {
        while (files.look()) {
            assertThat(files).isNotNull();
        }
    }

    private String served() {
        return models.all().stream()
                .map(m -> m.name() + " " + m.version() + " " + m.state())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String scraped() {
        return new String(metrics.scrape(null).body(), StandardCharsets.UTF_8);
    }

    private String newest(String name) throws RefusedException {
        return models.find(new Target(name, "")).version();
    }

    @Test
    void directory_isServedByNamesOfFiles_fromTheFirstLook() throws Exception {
        publish("a.predict", Bundles.slope(3));
        publish("m/1.predict", Bundles.slope(1));
        publish("m/10.predict", Bundles.slope(2));
        publish("m/9.predict", Bundles.slope(3));
        ModelFiles files = directory();
        assertThat(served()).isEqualTo("a  LOADING, m 1 LOADING, m 10 LOADING, m 9 LOADING");
        assertThat(files.complete()).isFalse();
        files.look();
        assertThat(files.complete()).isTrue();
        assertThat(served()).isEqualTo("a 3.0.0 READY, m 1 READY, m 10 READY, m 9 READY");
        assertThat(newest("m")).isEqualTo("10");
        assertThat(models.find(new Target("m", "9")).bundle().version()).isEqualTo("3.0.0");
        assertThatThrownBy(() -> models.find(Target.DEFAULT)).hasMessageContaining("must name a served model");
        assertThatThrownBy(() -> models.find(new Target("m", "2"))).hasMessageContaining("served version");
    }

    @Test
    void renamedOverTheOld_isServedInItsPlace() throws Exception {
        publish("a.predict", Bundles.slope(1));
        ModelFiles files = directory();
        files.look();
        publish("a.predict", Bundles.slope(2));
        assertThat(files.look()).isTrue();
        assertThat(newest("a")).isEqualTo("1.0.0");
        assertThat(files.look()).isFalse();
        assertThat(served()).isEqualTo("a 2.0.0 READY");
        assertThat(models.find(Target.DEFAULT).version()).isEqualTo("2.0.0");
    }

    @Test
    void halfWritten_isRefused_theOldStays_andTheWholeIsServed() throws Exception {
        publish("a.predict", Bundles.slope(1));
        ModelFiles files = directory();
        files.look();
        byte[] whole = Bundles.slope(2).toBytes();
        Path half = write("a.predict", Arrays.copyOf(whole, whole.length / 2));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(PredictServer.class);
        logger.addAppender(log);
        settle(files);
        logger.detachAppender(log);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement(STRING)
                .startsWith(half + ": cannot be loaded, the old one stays: CORRUPT");
        ModelStatus status = models.all().get(0);
        assertThat(status.state()).isEqualTo(ModelState.READY);
        assertThat(status.version()).isEqualTo("1.0.0");
        assertThat(status.reason()).startsWith("CORRUPT").doesNotContain(folder.toString());
        assertThat(new String(ModelList.health("ready", models.all()).body(), StandardCharsets.UTF_8))
                .contains("\"version\":\"1.0.0\",\"state\":\"ready\",\"reason\":\"CORRUPT");
        assertThat(scraped()).contains("predict_model_load_failures_total{model=\"a\"} 1.0");
        assertThat(files.look()).isFalse();
        write("a.predict", whole);
        settle(files);
        assertThat(served()).isEqualTo("a 2.0.0 READY");
        assertThat(models.all().get(0).reason()).isEmpty();
    }

    @Test
    void badAtTheStart_isNotComplete_untilItIsReplacedOrGone() throws Exception {
        publish("good.predict", Bundles.slope(1));
        write("bad.predict", new byte[100]);
        write("worse.predict", new byte[0]);
        ModelFiles files = directory();
        files.look();
        assertThat(served()).isEqualTo("bad  UNAVAILABLE, good 1.0.0 READY, worse  UNAVAILABLE");
        assertThat(files.complete()).isFalse();
        publish("bad.predict", Bundles.iris());
        settle(files);
        assertThat(files.complete()).isFalse();
        Files.delete(folder.resolve("worse.predict"));
        settle(files);
        assertThat(files.complete()).isTrue();
        assertThat(served()).isEqualTo("bad 1.0.0 READY, good 1.0.0 READY");
        write("bad.predict", new byte[100]);
        settle(files);
        assertThat(files.complete()).isTrue();
    }

    @Test
    void severalBadVersions_areEachTheirOwn_andMetricsTellOfThem() throws Exception {
        write("m/1.predict", new byte[10]);
        write("m/2.predict", new byte[10]);
        publish("m/3.predict", Bundles.slope(3));
        directory().look();
        assertThat(served()).isEqualTo("m 1 UNAVAILABLE, m 2 UNAVAILABLE, m 3 READY");
        assertThatThrownBy(() -> models.find(new Target("m", "2"))).hasMessageContaining("must be ready");
        assertThat(newest("m")).isEqualTo("3");
        assertThat(scraped())
                .contains("predict_model_ready{model=\"m\",version=\"1\"} 0.0")
                .contains("predict_model_ready{model=\"m\",version=\"2\"} 0.0")
                .contains("predict_model_ready{model=\"m\",version=\"3\"} 1.0");
    }

    @Test
    void severalBadFiles_ofOneName_areOneInTheMetrics() throws Exception {
        List<Path> files = List.of(folder.resolve("a b.predict"), folder.resolve("c d.predict"));
        files(files, List.of(), List.of()).look();
        assertThat(served()).isEqualTo("unnamed  UNAVAILABLE, unnamed  UNAVAILABLE");
        assertThat(scraped()).containsOnlyOnce("predict_model_ready{").contains("model=\"unnamed\"");
    }

    @Test
    void badVersion_isInNobodysWay() throws Exception {
        write("slope/2.0.0.predict", new byte[10]);
        publish("slope.predict", Bundles.slope(2));
        directory().look();
        assertThat(newest("slope")).isEqualTo("2.0.0");
        assertThat(scraped())
                .containsOnlyOnce("predict_model_ready{")
                .contains("predict_model_ready{model=\"slope\",version=\"2.0.0\"} 1.0");
    }

    @Test
    void fileThatGoes_takesItsModelAlong() throws Exception {
        publish("m/1.predict", Bundles.slope(1));
        publish("m/2.predict", Bundles.slope(2));
        ModelFiles files = directory();
        files.look();
        Files.delete(folder.resolve("m/2.predict"));
        files.look();
        assertThat(newest("m")).isEqualTo("1");
        Files.delete(folder.resolve("m/1.predict"));
        files.look();
        assertThat(models.ready()).isFalse();
        assertThatThrownBy(() -> models.find(new Target("m", ""))).hasMessageContaining("found no such model");
    }

    @Test
    void directoryThatCannotBeListed_changesNothing() throws Exception {
        publish("a.predict", Bundles.slope(1));
        ModelFiles files = directory();
        files.look();
        Path elsewhere = folder.resolveSibling(folder.getFileName() + ".away");
        Files.move(folder, elsewhere);
        try {
            assertThat(files.look()).isFalse();
            assertThat(served()).isEqualTo("a 1.0.0 READY");
        } finally {
            Files.move(elsewhere, folder);
        }
    }

    @Test
    void otherNames_andLinksOutOfTheDirectory_arePassedOver() throws Exception {
        Bundles.iris().write(outside.resolve("iris.predict"));
        Files.createSymbolicLink(folder.resolve("link.predict"), outside.resolve("iris.predict"));
        Files.createSymbolicLink(folder.resolve("linked"), outside);
        for (String name : List.of("no.txt", "a b.predict", "stats.predict", ".hidden.predict", "x/y/z.predict")) {
            publish(name, Bundles.iris());
        }
        publish(".data/real.predict", Bundles.slope(1));
        Files.createSymbolicLink(folder.resolve("inside.predict"), folder.resolve(".data/real.predict"));
        directory().look();
        assertThat(served()).isEqualTo("inside 1.0.0 READY");
    }

    @Test
    void sameNameAndVersionTwice_isServedOnce() throws Exception {
        publish("slope.predict", Bundles.slope(1));
        publish("slope/1.0.0.predict", Bundles.slope(2));
        ModelFiles files = directory();
        files.look();
        assertThat(models.all()).filteredOn(m -> m.state() == ModelState.READY).hasSize(1);
        assertThat(models.all().toString()).contains("must have distinct names and versions");
    }

    @Test
    void withTrustedKeys_theUnsignedIsRefused() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path file = publish("a.predict", Bundles.slope(1));
        ModelFiles files = files(List.of(), List.of(folder), List.of(keys.getPublic()));
        files.look();
        assertThat(models.all().get(0).reason()).startsWith("UNTRUSTED");
        BundleSignature.sign(Bundles.slope(1).id(), keys.getPrivate()).write(BundleSignature.beside(file));
        settle(files);
        assertThat(served()).isEqualTo("a 1.0.0 READY");
    }

    @Test
    void namedFile_isServedByItsOwnName_andStaysIfItsFileGoes() throws Exception {
        Path file = publish("some name.predict", Bundles.slope(1));
        Path none = folder.resolve("none.predict");
        ModelFiles files = files(List.of(file, none), List.of(), List.of());
        files.look();
        assertThat(served()).isEqualTo("none  UNAVAILABLE, slope 1.0.0 READY");
        assertThat(files.failure()).hasMessage(none + ": UNREADABLE no such file");
        Files.delete(file);
        settle(files);
        assertThat(newest("slope")).isEqualTo("1.0.0");
        publish("some name.predict", Bundles.slope(2));
        settle(files);
        assertThat(newest("slope")).isEqualTo("2.0.0");
    }
}
