package io.github.predict4j.bundle;

import static io.github.predict4j.bundle.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.teststep.TestSteps;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of the list of defences: what a hostile or damaged file must not do. The numbers are those of the list; 19
 * to 22 are about serving and writing and are tested there.
 */
class DefenceTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Attack> attacks() {
        return Stream.of(ContainerAttacks.all(), SectionAttacks.all(), ModelAttacks.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void read_attack_isRefusedForItsReason(Attack attack) {
        byte[] file = attack.file();

        assertRefused(attack.reason, () -> SampleBundles.read(file))
                .hasMessageContainingAll(attack.says.toArray(String[]::new))
                .hasMessageMatching("(?s).*\\b(required|must|only|expected)\\b.*");
        // Small values cost more memory than bytes, which is why their number has a limit.
        long most = attack.name.startsWith("12 ") ? 64L * file.length + (1 << 20) : bound(file);
        assertThat(allocatedByReading(file)).isLessThanOrEqualTo(most);
    }

    @Test
    void line01_fileAboveTheLimit_isRefusedBeforeReading(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.predict");
        Files.write(file, SampleBundles.tree().toBytes());
        ReadLimits limits = ReadLimits.DEFAULTS.withFileBytes(1000);
        try (ChangingChannel unread = new ChangingChannel(1001, new byte[0])) {
            assertRefused(Reason.OVER_LIMIT, () -> reader(limits).read(unread))
                    .hasMessageContainingAll("fileBytes", "1000", "1001");
            assertThat(unread.reads()).isZero();
        }
        assertRefused(Reason.OVER_LIMIT, () -> reader(limits).read(file));
        assertRefused(Reason.OVER_LIMIT, () -> reader(limits).read(Files.readAllBytes(file)));
    }

    @Test
    void line02_truncatedAtEveryOffset_isCorrupt() {
        byte[] file = SampleBundles.tree().toBytes();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertRefused(Reason.CORRUPT, () -> SampleBundles.read(cut));
            assertThat(allocatedByReading(cut)).as("cut at %s", length).isLessThanOrEqualTo(bound(cut));
        }
    }

    @Test
    void line03_oneBitFlippedInEveryByte_isRefusedForTheRightReason() {
        byte[] file = SampleBundles.tree().toBytes();
        for (int at = 0; at < file.length; at++) {
            byte[] flipped = file.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            // The bytes of the major version are looked at before the digest, which another version may compute
            // otherwise.
            Reason reason = at == 8 ? Reason.TOO_OLD : at == 9 ? Reason.TOO_NEW : Reason.CORRUPT;
            assertRefused(reason, () -> SampleBundles.read(flipped));
            assertThat(allocatedByReading(flipped)).as("flipped at %s", at).isLessThanOrEqualTo(bound(flipped));
        }
    }

    /** The digests keep accidents out, not a forger: with them repaired, the other checks are all there is. */
    @Test
    void line03_oneBitFlippedInEveryByteOfASectionAndItsDigestsRepaired_isReadOrRefused() {
        byte[] good = Objects.requireNonNull(SampleBundles.all().get("tree_sum_logistic_float"))
                .toBytes();
        for (String section : List.of("schema", "pipeline", "model", "golden_rows", "training", "statistics")) {
            BundleForge forge = BundleForge.of(good);
            int length = forge.length(section);
            for (int at = 0; at < length; at++) {
                int place = at;
                byte[] file = BundleForge.of(good)
                        .section(section, bytes -> {
                            bytes[place] ^= (byte) (1 << place % 8);
                            return bytes;
                        })
                        .build();
                assertThat(allocatedByReading(file))
                        .as("%s, flipped at %s", section, at)
                        .isLessThanOrEqualTo(bound(file));
            }
        }
    }

    /** Every fault that is added is one that an earlier stage finds; nobody looks at what would be wrong later. */
    @Test
    void faultsOfAllStages_areFoundInTheOrderOfTheDocument() {
        BundleForge forge = BundleForge.of(SampleBundles.tree())
                .section("golden_rows", rows -> BundleForge.of(notReproduced()).content("golden_rows"));
        assertRefused(Reason.NOT_REPRODUCED, () -> SampleBundles.read(forge.build()));
        forge.put("model", State.builder().put("outputs", 4L).build());
        assertRefused(Reason.CORRUPT, () -> SampleBundles.read(forge.build())).hasMessageContaining("3 outputs");
        forge.section("schema", bytes -> new byte[1]);
        byte[] file = forge.build();
        assertRefused(Reason.CORRUPT, () -> SampleBundles.read(file)).hasMessageContaining("section \"schema\"");

        file[file.length - Layout.TRAILER - 8] ^= 1;
        byte[] digest = BundleForge.sealed(file);
        assertRefused(Reason.CORRUPT, () -> SampleBundles.read(digest)).hasMessageContaining("of the manifest");
        digest[Layout.HEADER] = '[';
        byte[] manifest = BundleForge.sealed(digest);
        assertRefused(Reason.CORRUPT, () -> SampleBundles.read(manifest)).hasMessageContaining("strict JSON");
        BundleReader distrustful = new BundleReader(ReadLimits.DEFAULTS, TestSteps.LOADER, id -> {
            throw new BundleException(Reason.UNTRUSTED, "required a signature, found none");
        });
        assertRefused(Reason.UNTRUSTED, () -> distrustful.read(manifest));
        manifest[Layout.HEADER] = '{';
        assertRefused(Reason.CORRUPT, () -> distrustful.read(manifest)).hasMessageContaining("at its end");
        manifest[8] = 2;
        assertRefused(Reason.TOO_NEW, () -> distrustful.read(manifest));
        manifest[0] = 0;
        assertRefused(Reason.CORRUPT, () -> distrustful.read(manifest)).hasMessageContaining("magic");
        ReadLimits less = ReadLimits.DEFAULTS.withFileBytes(manifest.length - 1L);
        assertRefused(Reason.OVER_LIMIT, () -> reader(less).read(manifest));
    }

    private static byte[] notReproduced() {
        return attacks()
                .filter(attack -> attack.reason == Reason.NOT_REPRODUCED)
                .findFirst()
                .orElseThrow()
                .file();
    }

    @Test
    void goodBundle_takesNoMoreMemoryThanARefusedOne() {
        for (Bundle bundle : SampleBundles.all().values()) {
            byte[] file = bundle.toBytes();
            assertThat(allocatedByReading(file)).as(bundle.name()).isLessThanOrEqualTo(bound(file));
        }
    }

    @Test
    void line18_fileThatChangesWhileItIsRead_isDecidedByTheDigest() throws IOException {
        byte[] file = SampleBundles.tree().toBytes();
        try (ChangingChannel grown = new ChangingChannel(file.length, Arrays.copyOf(file, file.length + 100))) {
            assertThat(reader(ReadLimits.DEFAULTS).read(grown).id())
                    .isEqualTo(SampleBundles.tree().id());
        }
        try (ChangingChannel shrunk = new ChangingChannel(file.length, Arrays.copyOf(file, file.length - 1))) {
            assertRefused(Reason.CORRUPT, () -> reader(ReadLimits.DEFAULTS).read(shrunk));
        }
        byte[] other = SampleBundles.linear().toBytes();
        byte[] mixed = file.clone();
        System.arraycopy(other, 0, mixed, 0, 600);
        try (ChangingChannel exchanged = new ChangingChannel(file.length, mixed)) {
            assertRefused(Reason.CORRUPT, () -> reader(ReadLimits.DEFAULTS).read(exchanged));
        }
    }

    @Test
    void line21_javaSerialisation_isNowhere() {
        ArchRuleDefinition.noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class)
                .check(new ClassFileImporter().importPackages("io.github.predict4j"));
    }

    @Test
    void sectionThatNobodyAskedFor_isDigestedButNotParsed() throws IOException {
        byte[] noState = {1, 2, 3};
        byte[] file = BundleForge.of(SampleBundles.tree())
                .add("extra", "whatever", false, noState)
                .build();
        assertThat(SampleBundles.read(file).name()).isEqualTo("tree_vote");

        byte[] flipped = file.clone();
        flipped[file.length - Layout.TRAILER - 8] ^= 1;
        assertRefused(Reason.CORRUPT, () -> SampleBundles.read(BundleForge.sealed(flipped)))
                .hasMessageContainingAll("section \"extra\"", "SHA-256");
    }

    @Test
    void statisticsThatAreWrong_doNotMatterUntilAskedFor() throws IOException {
        byte[] file = BundleForge.of(SampleBundles.tree())
                .put("statistics", State.builder().put("rows", 7L).build())
                .build();

        Bundle bundle = SampleBundles.read(file);

        assertThat(bundle.predictor()).isNotNull();
        assertRefused(Reason.CORRUPT, bundle::statistics)
                .hasMessageContainingAll("section \"statistics\"", "field \"temp\"", "7", "5 and 1");
    }

    @Test
    void annotations_ofAnotherWriter_areKept() throws IOException {
        byte[] file = BundleForge.of(SampleBundles.tree())
                .manifest(json -> json.putObject("annotations").put("ticket", "ML-7"))
                .build();
        Bundle bundle = SampleBundles.read(file);
        assertThat(bundle.annotations()).isEqualTo(Map.of("ticket", "ML-7"));
        assertThat(SampleBundles.read(bundle.toBytes()).annotations()).isEqualTo(bundle.annotations());
    }

    @Test
    void message_howeverLongTheFault_isCut() {
        byte[] file = BundleForge.of(SampleBundles.tree())
                .manifest(json -> json.withObject("output")
                        .putArray("labels")
                        .add("x".repeat(10_000))
                        .add("x".repeat(10_000)))
                .build();
        assertThatThrownBy(() -> SampleBundles.read(file))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.getMessage()).hasSizeLessThan(1_100));
    }

    private static BundleReader reader(ReadLimits limits) {
        return new BundleReader(limits, TestSteps.LOADER);
    }

    private static long bound(byte[] file) {
        return 4L * file.length + (1 << 20);
    }

    /** The bytes that reading took, a second time if the first one may have paid for loading classes. */
    private static long allocatedByReading(byte[] file) {
        long first = allocatedOnce(file);
        return first <= bound(file) ? first : allocatedOnce(file);
    }

    /** The bytes that reading took, whether it ended in a bundle or in the one exception that it may end in. */
    private static long allocatedOnce(byte[] file) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        try {
            SampleBundles.read(file).statistics();
        } catch (BundleException expected) {
            assertThat(expected.reason()).isNotNull();
        }
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }
}
