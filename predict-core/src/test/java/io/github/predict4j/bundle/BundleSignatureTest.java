package io.github.predict4j.bundle;

import static io.github.predict4j.bundle.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.teststep.TestSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleSignatureTest {
    // Keys of RFC 8032, section 7.1, test 1, as OpenSSL writes them.
    private static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """;
    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;

    private final KeyPair mine = generate("Ed25519");
    private final KeyPair other = generate("Ed25519");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("sky.predict");
        SampleBundles.tree().write(file);
    }

    private static KeyPair generate(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sign(KeyPair by) throws IOException {
        BundleSignature.sign(SampleBundles.tree().id(), by.getPrivate()).write(BundleSignature.beside(file));
    }

    private Bundle read(PublicKey... trusted) throws IOException {
        return Bundle.readSigned(file, List.of(trusted), ReadLimits.DEFAULTS, TestSteps.LOADER);
    }

    @Test
    void readSigned_byOneOfTheTrustedKeys_isTheBundle() throws IOException {
        sign(mine);
        assertThat(read(other.getPublic(), mine.getPublic()).id())
                .isEqualTo(SampleBundles.tree().id());
        assertThat(BundleSignature.beside(file))
                .isEqualTo(folder.resolve("sky.predict.sig"))
                .exists();
    }

    @Test
    void readSigned_byAnotherKeyOrNone_isUntrusted() throws IOException {
        sign(mine);
        assertRefused(Reason.UNTRUSTED, () -> read(other.getPublic())).hasMessageContaining("1 trusted keys");
        assertRefused(Reason.UNTRUSTED, this::read).hasMessageContaining("0 trusted keys");
    }

    @Test
    void readSigned_noSignature_namesTheFile() {
        assertRefused(Reason.UNTRUSTED, () -> read(mine.getPublic())).hasMessageContaining("sky.predict.sig");
    }

    @Test
    void readSigned_signatureOfAnotherBundle_namesBoth() throws IOException {
        sign(mine);
        SampleBundles.linear().write(file);
        assertRefused(Reason.UNTRUSTED, () -> read(mine.getPublic()))
                .hasMessageContainingAll(
                        SampleBundles.linear().id(), SampleBundles.tree().id());
    }

    @Test
    void readSigned_idInTheFileExchanged_isUntrusted() throws IOException {
        BundleSignature good = BundleSignature.sign(SampleBundles.tree().id(), mine.getPrivate());
        SampleBundles.linear().write(file);
        new BundleSignature(SampleBundles.linear().id(), good.signature()).write(BundleSignature.beside(file));
        assertRefused(Reason.UNTRUSTED, () -> read(mine.getPublic()));
    }

    @Test
    void readSigned_contentThatIsNotParsedBefore_isLookedAtAfterTheSignature() throws IOException {
        Files.write(file, BundleForge.of(SampleBundles.tree()).build("{}"));
        sign(mine);
        assertRefused(Reason.UNTRUSTED, () -> read(mine.getPublic()));
        assertRefused(Reason.CORRUPT, () -> Bundle.read(file, ReadLimits.DEFAULTS, TestSteps.LOADER));
    }

    @Test
    void verify_oneBitOfTheSignatureFlipped_isUntrusted() {
        String id = SampleBundles.tree().id();
        BundleSignature good = BundleSignature.sign(id, mine.getPrivate());
        byte[] bytes = HexFormat.of().parseHex(good.signature());
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            BundleSignature bad = new BundleSignature(id, HexFormat.of().formatHex(flipped));
            assertRefused(Reason.UNTRUSTED, () -> bad.verify(id, List.of(mine.getPublic())));
        }
    }

    @Test
    void read_fileOfAnotherForm_isUntrusted() throws IOException {
        String good = BundleSignature.sign(SampleBundles.tree().id(), mine.getPrivate())
                .toString();
        List<String> wrong = List.of(
                "",
                good.replace("\n", "\r\n"),
                good + "\n",
                good.replace(" 1", " 2"),
                good.toUpperCase(Locale.ROOT),
                good.repeat(1000));
        for (String text : wrong) {
            Path sig = folder.resolve("wrong.sig");
            Files.writeString(sig, text);
            assertRefused(Reason.UNTRUSTED, () -> BundleSignature.read(sig)).hasMessageContaining("wrong.sig");
        }
    }

    @Test
    void write_thenRead_isEqual() throws IOException {
        BundleSignature signature = BundleSignature.sign(SampleBundles.tree().id(), mine.getPrivate());
        Path sig = folder.resolve("a.sig");
        signature.write(sig);
        assertThat(BundleSignature.read(sig)).isEqualTo(signature);
    }

    @Test
    void keysFromPem_signTheSameAsEverywhere() throws IOException {
        Path privateKey = Files.writeString(folder.resolve("k"), PRIVATE);
        Path publicKey = Files.writeString(folder.resolve("p"), PUBLIC.replace("\n", "\r\n"));
        String id = "00".repeat(32);

        BundleSignature signature = BundleSignature.sign(id, SigningKeys.privateKey(privateKey));

        signature.verify(id, List.of(SigningKeys.publicKey(publicKey)));
        // Computed with OpenSSL 3 over "predict4j bundle 1", 0, and 32 zeros.
        assertThat(signature.signature())
                .isEqualTo("d3465a1b4940d5a21c4aa2c488654aa5db3c0dae8e4a92c68480f1bfe83a094f"
                        + "23e5aa6beb7917211e9b7fe194a18bfbfff21b9f088897a8cbfc18ffa3c83f04");
    }

    @Test
    void keysFromPem_somethingElse_areRefusedWithoutQuotingThem() throws IOException {
        Path key = folder.resolve("k");
        String rsa = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generate("RSA").getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        for (String text :
                List.of("", PUBLIC, rsa, PRIVATE + PRIVATE, PRIVATE.replace("MC4", "MC5"), "x".repeat(20_000))) {
            Files.writeString(key, text);
            assertThatThrownBy(() -> SigningKeys.privateKey(key))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("required")
                    .hasMessageNotContaining("nWGxne");
        }
        Files.writeString(key, PRIVATE);
        assertThatThrownBy(() -> SigningKeys.publicKey(key)).isInstanceOf(IOException.class);
    }

    @Test
    void sign_keyOfAnotherAlgorithm_isACallersBug() {
        assertThatThrownBy(() ->
                        BundleSignature.sign("00".repeat(32), generate("RSA").getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ed25519");
        assertThatThrownBy(() -> BundleSignature.sign("x", mine.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id must match");
    }
}
