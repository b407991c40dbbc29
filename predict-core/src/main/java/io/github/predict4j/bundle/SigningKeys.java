package io.github.predict4j.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ed25519 keys in PEM files (RFC 7468), as OpenSSL makes them.
 *
 * <pre>
 * openssl genpkey -algorithm ed25519 -out release.key
 * openssl pkey -in release.key -pubout -out release.pub
 * </pre>
 */
public final class SigningKeys {
    private static final int MAX_FILE = 16 << 10;

    private SigningKeys() {}

    /**
     * A private key: PKCS#8 between {@code -----BEGIN PRIVATE KEY-----} and its end.
     *
     * @throws IOException if the file cannot be read or has no such key; the message does not quote it
     */
    public static PrivateKey privateKey(Path file) throws IOException {
        byte[] der = der(file, "PRIVATE KEY");
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IOException("required a private Ed25519 key in PKCS#8 in " + file + ", found another", e);
        }
    }

    /**
     * A public key: X.509 between {@code -----BEGIN PUBLIC KEY-----} and its end.
     *
     * @throws IOException if the file cannot be read or has no such key
     */
    public static PublicKey publicKey(Path file) throws IOException {
        byte[] der = der(file, "PUBLIC KEY");
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IOException("required a public Ed25519 key in X.509 in " + file + ", found another", e);
        }
    }

    /** What is between the lines that begin and end the one block of that label. */
    private static byte[] der(Path file, String label) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new IOException("required a key of at most " + MAX_FILE + " bytes in " + file + ", found more");
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        Pattern block =
                Pattern.compile("-----BEGIN " + label + "-----\\s([A-Za-z0-9+/=\\s]*)-----END " + label + "-----\\s*");
        Matcher found = block.matcher(text);
        if (!found.matches()) {
            throw new IOException("required one PEM block " + label + " in " + file + ", found something else");
        }
        try {
            return Base64.getMimeDecoder().decode(found.group(1));
        } catch (IllegalArgumentException e) {
            throw new IOException("required Base64 in " + file + ", found something else", e);
        }
    }
}
