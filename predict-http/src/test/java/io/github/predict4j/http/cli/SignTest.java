package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing, and asking for signatures, on the command line. */
class SignTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path iris;
    private Path ours;
    private Path others;

    @BeforeEach
    void write() throws IOException, NoSuchAlgorithmException {
        iris = folder.resolve("iris.predict");
        Bundles.iris().write(iris);
        ours = keys("ours");
        others = keys("others");
    }

    @Test
    void sign_thenVerify_withThatKey_isOk() {
        assertThat(run("sign", iris, "--key", ours + ".key")).isZero();
        assertThat(out.toString()).isEqualTo(iris + ".sig" + System.lineSeparator());
        assertThat(run("verify", iris, "--trusted-key", others + ".pub", "--trusted-key", ours + ".pub"))
                .isZero();
        assertThat(out.toString()).endsWith(iris + ": ok" + System.lineSeparator());
    }

    @Test
    void verify_withoutSignature_orByAnother_orOfAnotherBundle_isUntrusted() throws IOException {
        assertThat(run("verify", iris, "--trusted-key", ours + ".pub")).isEqualTo(1);
        assertThat(out.toString()).contains(": UNTRUSTED signature: required a file", "found none");
        assertThat(run("sign", iris, "--key", others + ".key")).isZero();
        assertThat(run("verify", iris, "--trusted-key", ours + ".pub")).isEqualTo(1);
        assertThat(out.toString()).contains("found one by none of them");
        Path line = folder.resolve("line.predict");
        Bundles.line().write(line);
        Files.copy(Path.of(iris + ".sig"), Path.of(line + ".sig"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(run("verify", line, "--trusted-key", others + ".pub")).isEqualTo(1);
        assertThat(out.toString()).contains("found one for " + Bundles.iris().id());
    }

    @Test
    void serve_ofAnUnsignedBundle_whereSignaturesAreRequired_doesNotStart() {
        assertThat(run("serve", iris, "--port", 0, "--require-signature", "--trusted-key", ours + ".pub"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("UNTRUSTED");
    }

    @Test
    void serve_requireSignature_withoutAKey_isWrongUsage() {
        assertThat(run("serve", iris, "--port", 0, "--require-signature")).isEqualTo(2);
        assertThat(err.toString()).contains("--require-signature needs at least one --trusted-key");
    }

    @Test
    void sign_withWhatIsNoKey_saysSo() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no key");
        assertThat(run("sign", iris, "--key", text)).isEqualTo(1);
        assertThat(err.toString()).contains("PEM");
        assertThat(Path.of(iris + ".sig")).doesNotExist();
    }

    private int run(Object... args) {
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(texts);
    }

    private Path keys(String name) throws IOException, NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path path = folder.resolve(name);
        pem(Path.of(path + ".key"), "PRIVATE KEY", pair.getPrivate().getEncoded());
        pem(Path.of(path + ".pub"), "PUBLIC KEY", pair.getPublic().getEncoded());
        return path;
    }

    private static void pem(Path file, String kind, byte[] encoded) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
