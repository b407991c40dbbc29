package io.github.predict4j.http.cli;

import io.github.predict4j.bundle.BundleSignature;
import io.github.predict4j.bundle.SigningKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs bundles. */
@Command(
        name = "sign",
        description =
                "Reads and checks each bundle and writes its signature into a file beside it, FILE.sig. The bundle"
                        + " itself does not change.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all are signed", "1:a bundle or the key cannot be used", "2:wrong usage"},
        footerHeading = "%nExample:%n",
        footer = {
            "  openssl genpkey -algorithm ed25519 -out release.key",
            "  openssl pkey -in release.key -pubout -out release.pub",
            "  predict sign iris.predict --key release.key",
            "  predict verify iris.predict --trusted-key release.pub"
        })
final class SignCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The bundles.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The private Ed25519 key (PEM, PKCS#8).")
    @SuppressWarnings("NullAway.Init")
    private Path keyFile;

    @Override
    public Integer call() throws IOException {
        PrivateKey key = SigningKeys.privateKey(keyFile);
        for (Path file : files) {
            Path signature = BundleSignature.beside(file);
            BundleSignature.sign(Files.read(file).id(), key).write(signature);
            spec.commandLine().getOut().println(signature);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
