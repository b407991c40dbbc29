package io.github.predict4j.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.bundle.BundleException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Attacks on the frame of a file, its manifest and its table of sections: lines 4 to 10 of the list of defences. */
final class ContainerAttacks {
    /** The SHA-256 of nothing. */
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final byte[] good = SampleBundles.tree().toBytes();
    private final List<Attack> attacks = new ArrayList<>();

    static List<Attack> all() {
        ContainerAttacks all = new ContainerAttacks();
        all.magic();
        all.version();
        all.manifestLength();
        all.manifestText();
        all.manifestMembers();
        all.sections();
        all.names();
        return all.attacks;
    }

    private void magic() {
        frame("4 empty file", "not a bundle", file -> new byte[0]);
        frame("4 zip file", "not a bundle", file -> set(file, 0, 'P', 'K', 3, 4));
        frame("4 bytes before the magic", "damaged", file -> concat(new byte[1], file));
        frame("4 text mode, CRLF to LF", "text mode", file -> replace(file, "\r\n", "\n"));
        frame("4 text mode, LF to CRLF", "text mode", file -> replace(file, "\n", "\r\n"));
        frame(
                "4 text mode, UTF-8",
                "text mode",
                file -> new String(file, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8));
        frame("4 magic alone", "at least 56 bytes", file -> Arrays.copyOf(file, 8));
        frame("4 bytes after the end", "end magic", file -> Arrays.copyOf(file, file.length + 1));
        frame("4 two bundles in one file", "SHA-256", file -> concat(file, file));
    }

    private void version() {
        add("5 version 0", Reason.TOO_OLD, set(good, 8, 0, 0), "from 1 to 1", "found 0");
        add("5 version 2", Reason.TOO_NEW, set(good, 8, 2, 0), "from 1 to 1", "found 2", "newer predict4j");
        add("5 version 65535", Reason.TOO_NEW, set(good, 8, 0xFF, 0xFF), "found 65535");
    }

    private void manifestLength() {
        add(
                "6 manifest length above the limit",
                Reason.OVER_LIMIT,
                BundleForge.sealed(set(good, 12, 1, 0, 0x10, 0)),
                "manifestBytes",
                "1048576",
                "1048577");
        add(
                "6 manifest length negative as an int",
                Reason.OVER_LIMIT,
                BundleForge.sealed(set(good, 12, 0xFF, 0xFF, 0xFF, 0xFF)),
                "manifestBytes",
                "4294967295");
        corrupt("6 manifest longer than the file", BundleForge.sealed(set(good, 12, 0, 0, 1, 0)), "manifest", "65536");
        corrupt("6 manifest of no length", BundleForge.sealed(set(good, 12, 0, 0, 0, 0)), "manifest");
    }

    private void manifestText() {
        text("7 duplicate key", json -> json.replaceFirst("\\{", "{\"name\":\"x\","), "/name", "Duplicate");
        text("7 duplicate key inside", json -> json.replace("\"task\"", "\"task\":\"X\",\"task\""), "/output/task");
        text("7 not a number", json -> json.replaceFirst("\"offset\":\\d+", "\"offset\":NaN"), "/sections/0/offset");
        text("7 1e400", json -> json.replaceFirst("\"offset\":\\d+", "\"offset\":1e400"), "/sections/0/offset");
        text("7 a fraction", json -> json.replaceFirst("\"length\":\\d+", "\"length\":1.0"), "/sections/0/length");
        text("7 2^64", json -> json.replaceFirst("\"offset\":\\d+", "\"offset\":18446744073709551616"), "/offset");
        text("7 100 digits", json -> json.replaceFirst("\"offset\":", "\"offset\":" + "1".repeat(100)), "/offset");
        text("7 trailing text", json -> json + "{}", "one JSON value");
        text("7 no JSON", json -> "", "one JSON value");
        text("7 an array", json -> "[]", "an object");
        text("7 byte order mark", json -> "\uFEFF" + json, "byte order mark");
        text("7 lone surrogate", json -> json.replace("\"sky\"", "\"\\ud800\""), "/output/target", "surrogate");
        text("7 lone surrogate in a name", json -> json.replace("\"unit\"", "\"\\udc00\""), "/output", "surrogate");
        text("7 17 levels", json -> json.replaceFirst("}$", ",\"more\":" + "[".repeat(16)), "nesting depth");
        text("7 comment", json -> "/**/" + json, "strict JSON");
        byte[] utf16 = new String(json(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
        corrupt("7 UTF-16", forge().build(utf16), "strict JSON");
        corrupt("7 no UTF-8", forge().build(set(json(), 10, 0xFF)), "UTF-8");
    }

    private void manifestMembers() {
        manifest(
                "7 annotation that is no text",
                json -> json.putObject("annotations").put("a", 1),
                "/annotations/a");
        manifest(
                "7 probability that is no text",
                json -> json.withObject("output").put("probability", 1),
                "/output");
        manifest("7 unknown key", json -> json.put("extra", 1), "/extra", "no member");
        manifest("7 unknown key, escaped", json -> json.put("a/b~c", 1), "/a~1b~0c");
        manifest("7 unknown key of a section", json -> entry(json, 1).put("path", "x"), "/sections/1/path");
        manifest("7 absent key", json -> json.remove("name"), "/name", "found nothing");
        manifest("7 number for a text", json -> json.put("version", 1), "/version", "a text", "found 1");
        manifest("7 text for a flag", json -> entry(json, 0).put("must_understand", "true"), "/must_understand");
        manifest("7 object for an array", json -> json.putObject("sections"), "/sections", "an array");
        manifest("7 null", json -> json.putNull("output"), "/output");
        manifest("7 unknown task", json -> json.withObject("output").put("task", "RANKING"), "/output");
        manifest("7 long text", json -> json.put("name", "x".repeat(70_000)), "strict JSON");
        manifest(
                "14 duplicate label",
                json -> json.withObject("output")
                        .putArray("labels")
                        .add("a")
                        .add("b")
                        .add("a"),
                "labels must be distinct");
        manifest("16 model without what it was trained on", json -> json.remove("trained_on"), "trained_on");
        manifest("16 model without output", json -> json.remove("output"), "required output");
        manifest("16 trained on another pipeline", json -> json.put("trained_on", EMPTY), "trained on", EMPTY);
    }

    private void sections() {
        layout("8 overlap", json -> shift(entry(json, 2), -8), "section \"model\"");
        layout("8 hole", json -> shift(entry(json, 1), 8), "section \"pipeline\"");
        layout("8 unaligned", json -> shift(entry(json, 0), 1), "section \"schema\"");
        layout("8 out of the file", json -> entry(json, 4).put("length", good.length), "section \"training\"");
        layout("8 end overflows", json -> entry(json, 4).put("length", Integer.MAX_VALUE), "section \"training\"");
        layout("8 beyond 2^31", json -> entry(json, 4).put("offset", 1L << 32), "/sections/4/offset");
        layout(
                "8 descending",
                json -> {
                    ArrayNode sections = json.withArray("sections");
                    sections.insert(0, sections.remove(1));
                },
                "section \"pipeline\"");
        layout("8 last one not mentioned", json -> json.withArray("sections").remove(5), "sections to end at");
        layout("8 section twice", ContainerAttacks::repeatSchema, "\"schema\"", "found twice");
        for (String required : List.of("schema", "pipeline", "golden_rows", "training")) {
            corrupt("8 no " + required, forge().drop(required).build(), "section \"" + required + "\"", "found none");
        }
        corrupt("8 no model", forge().drop("model").build(), "without a model");
        corrupt(
                "8 unknown section that must be understood",
                forge().add("kernel", "kernel", true, new byte[3]).build(),
                "section \"kernel\"",
                "must be understood");
        corrupt("8 padding not zero", padded(), "section \"schema\"", "zeros before it");
        layout("8 unknown kind of model", json -> entry(json, 2).put("kind", "network"), "\"model\"", "network");
        byte[] newer =
                forge().manifest(json -> entry(json, 1).put("version", 2)).build();
        add("8 newer version of a section", Reason.TOO_NEW, newer, "\"pipeline\"", "version 1", "found 2");
        layout("9 digest of a section", json -> entry(json, 2).put("sha256", "0".repeat(64)), "\"model\"", "SHA-256");
        layout("9 digest in upper case", json -> entry(json, 2).put("sha256", "A".repeat(64)), "/sections/2/sha256");
    }

    private void names() {
        for (String name : List.of("..", "a/b", "a\\b", "a\u0000b", "Schema", "x".repeat(33), "", "ä")) {
            layout(
                    "10 section name " + name.replace('\u0000', '0'),
                    j -> entry(j, 0).put("name", name),
                    "/sections/0");
        }
        manifest("10 bundle name with a path", json -> json.put("name", "../../etc/passwd"), "/name");
        manifest("10 bundle version with a slash", json -> json.put("version", "1/2"), "/version");
    }

    private BundleForge forge() {
        return BundleForge.of(good);
    }

    private byte[] json() {
        return forge().json();
    }

    private void frame(String name, String says, UnaryOperator<byte[]> change) {
        corrupt(name, change.apply(good.clone()), says);
    }

    private void text(String name, UnaryOperator<String> change, String... says) {
        corrupt(name, forge().build(change.apply(new String(json(), StandardCharsets.UTF_8))), says);
    }

    /** A change of the manifest; offsets and digests are repaired. */
    private void manifest(String name, Consumer<ObjectNode> change, String... says) {
        corrupt(name, forge().manifest(change).build(), says);
    }

    /** A change of the manifest's table of sections; only the digest at the end is repaired. */
    private void layout(String name, Consumer<ObjectNode> change, String... says) {
        BundleForge forge = roomy(400);
        int length = forge.json().length;
        int longer = forge.manifest(change).json().length - length;
        forge.manifest(
                json -> json.withObject("annotations").put("room", " ".repeat(400 - longer))); // so that nothing moves
        corrupt(name, forge.build(forge.json()), says);
    }

    private BundleForge roomy(int room) {
        return BundleForge.of(forge().manifest(
                        json -> json.putObject("annotations").put("room", " ".repeat(room)))
                .build());
    }

    /** A second, empty section behind the others, named like the first. */
    private static void repeatSchema(ObjectNode json) {
        ObjectNode last = entry(json, 5);
        int end =
                Layout.aligned(last.get("offset").asLong() + last.get("length").asLong());
        ObjectNode copy = entry(json, 0).deepCopy();
        json.withArray("sections").add(copy.put("offset", end).put("length", 0).put("sha256", EMPTY));
    }

    /** A byte that is not zero between manifest and first section. */
    private byte[] padded() {
        byte[] file = good;
        for (int room = 0; file[12] % 8 == 0; room++) {
            file = roomy(room).build();
        }
        return BundleForge.sealed(
                set(file, Layout.HEADER + Layout.littleEndian(file).getInt(12), 1));
    }

    private void corrupt(String name, byte[] file, String... says) {
        add(name, Reason.CORRUPT, file, says);
    }

    private void add(String name, Reason reason, byte[] file, String... says) {
        attacks.add(new Attack(name, reason, file, says));
    }

    private static ObjectNode entry(ObjectNode json, int section) {
        return (ObjectNode) json.withArray("sections").get(section);
    }

    private static void shift(ObjectNode section, int by) {
        section.put("offset", section.get("offset").asInt() + by);
    }

    private static byte[] set(byte[] file, int at, int... values) {
        byte[] changed = file.clone();
        for (int i = 0; i < values.length; i++) {
            changed[at + i] = (byte) values[i];
        }
        return changed;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] replace(byte[] file, String from, String to) {
        return new String(file, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
