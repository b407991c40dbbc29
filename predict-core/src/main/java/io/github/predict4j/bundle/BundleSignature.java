package io.github.predict4j.bundle;

import io.github.predict4j.bundle.BundleException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody's word for a bundle: an Ed25519 signature of its {@linkplain Bundle#id id}, in a small text file beside it.
 * The bundle itself is not changed by signing. Immutable.
 *
 * <pre>{@code
 * BundleSignature.sign(bundle.id(), SigningKeys.privateKey(Path.of("release.key")))
 *         .write(BundleSignature.beside(file));
 * Bundle trusted = Bundle.readSigned(file, List.of(SigningKeys.publicKey(Path.of("release.pub"))));
 * }</pre>
 *
 * <p>What is signed is the ASCII text {@value #CONTEXT}, a zero byte and the 32 bytes of the id: so a signature made for
 * something else with the same key says nothing about a bundle. The file has three lines, each ended by a line feed:
 *
 * <pre>
 * predict4j-signature 1
 * bundle (the id, 64 hexadecimal digits)
 * ed25519 (the signature, 128 hexadecimal digits)
 * </pre>
 *
 * <p>Needs Ed25519 (RFC 8032), which the JDK has in its module {@code jdk.crypto.ec}.
 *
 * @param id the id of the signed bundle
 * @param signature the signature, in hexadecimal
 */
public record BundleSignature(String id, String signature) {
    private static final String CONTEXT = "predict4j bundle 1";
    private static final String ALGORITHM = "Ed25519";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");
    private static final Pattern FILE =
            Pattern.compile("predict4j-signature 1\nbundle (" + ID + ")\ned25519 (" + SIGNATURE + ")\n");
    private static final int MAX_FILE = 1024;

    /**
     * Checks the form of both.
     *
     * @throws IllegalArgumentException if one is not as many lower-case hexadecimal digits as it must be
     */
    public BundleSignature {
        if (!ID.matcher(id).matches() || !SIGNATURE.matcher(signature).matches()) {
            throw new IllegalArgumentException(
                    "id and signature must match " + ID + " and " + SIGNATURE + ", found others");
        }
    }

    /**
     * Signs a bundle.
     *
     * @param id the bundle's {@link Bundle#id}
     * @param key an Ed25519 key
     * @throws IllegalArgumentException if the id is none, or the key cannot sign with Ed25519
     */
    public static BundleSignature sign(String id, PrivateKey key) {
        try {
            Signature signing = Signature.getInstance(ALGORITHM);
            signing.initSign(key);
            signing.update(message(id));
            return new BundleSignature(id, HexFormat.of().formatHex(signing.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key must be one for Ed25519, found " + e.getMessage(), e);
        }
    }

    /** Where a bundle's signature is looked for: "iris.predict.sig" for "iris.predict". */
    public static Path beside(Path bundle) {
        return bundle.resolveSibling(bundle.getFileName() + ".sig");
    }

    /**
     * Reads a signature file.
     *
     * @throws BundleException with {@link Reason#UNTRUSTED} if there is none, or it is not of the form
     * @throws IOException if it cannot be read
     */
    public static BundleSignature read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_FILE + 1);
        } catch (NoSuchFileException e) {
            throw new BundleException(Reason.UNTRUSTED, "signature: required a file " + file + ", found none", e);
        }
        Matcher lines = FILE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (!lines.matches()) {
            throw new BundleException(
                    Reason.UNTRUSTED,
                    "signature: required the lines predict4j-signature 1, bundle, ed25519 in " + file
                            + ", found others");
        }
        return new BundleSignature(lines.group(1), lines.group(2));
    }

    /**
     * Writes the signature file, as safely as {@link Bundle#write} does.
     *
     * @throws IOException if it cannot be written; the file is then as it was
     */
    public void write(Path file) throws IOException {
        SafeFile.write(file, toString().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Checks that this is one of the trusted keys' word for that bundle. Costs O(keys).
     *
     * @param bundle the {@link Bundle#id} of the bundle
     * @param trusted public Ed25519 keys
     * @throws BundleException with {@link Reason#UNTRUSTED} if it is for another bundle or by none of the keys
     * @throws IllegalArgumentException if a key is not one for Ed25519
     */
    public void verify(String bundle, Collection<? extends PublicKey> trusted) throws BundleException {
        if (!id.equals(bundle)) {
            throw new BundleException(
                    Reason.UNTRUSTED, "signature: required one for the bundle " + bundle + ", found one for " + id);
        }
        for (PublicKey key : trusted) {
            if (isBy(key)) {
                return;
            }
        }
        throw new BundleException(
                Reason.UNTRUSTED,
                "signature: required one by one of the " + trusted.size() + " trusted keys, found one by none of them");
    }

    private boolean isBy(PublicKey key) {
        Signature checking;
        try {
            checking = Signature.getInstance(ALGORITHM);
            checking.initVerify(key);
            checking.update(message(id));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a trusted key must be one for Ed25519, found " + e.getMessage(), e);
        }
        try {
            return checking.verify(HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException noSignatureAtAll) {
            return false;
        }
    }

    private static byte[] message(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a bundle's id must match " + ID + ", found \"" + id + "\"");
        }
        String context = HexFormat.of().formatHex((CONTEXT + "\0").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().parseHex(context + id);
    }

    /** The content of the file. */
    @Override
    public String toString() {
        return "predict4j-signature 1\nbundle " + id + "\ned25519 " + signature + "\n";
    }
}
