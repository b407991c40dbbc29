package io.github.predict4j.http.cli;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.SigningKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose signature a bundle must have. */
final class Trust {
    @Option(
            names = "--trusted-key",
            paramLabel = "FILE",
            description =
                    "A public Ed25519 key (PEM). Each bundle must then have a signature by one of the trusted keys in"
                            + " a file beside it, BUNDLE.sig; may be repeated.")
    private List<Path> keyFiles = new ArrayList<>();

    /** Whether any key is given. */
    boolean required() {
        return !keyFiles.isEmpty();
    }

    /** Reads a bundle, and checks its signature if there are trusted keys. */
    Bundle read(Path file) throws IOException {
        return required() ? Bundle.readSigned(file, keys()) : Bundle.read(file);
    }

    /** The trusted keys. */
    List<PublicKey> keys() throws IOException {
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : keyFiles) {
            keys.add(SigningKeys.publicKey(file));
        }
        return keys;
    }
}
