package io.github.predict4j.bundle;

import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.pipeline.State;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A file whose frame, digests and table of contents are right: the sections may now be parsed. */
final class Container {
    private static final Map<String, Set<String>> KINDS = Map.of(
            BundleWriter.SCHEMA, Set.of(BundleWriter.SCHEMA),
            BundleWriter.PIPELINE, Set.of(BundleWriter.PIPELINE),
            BundleWriter.MODEL, Set.of(ModelState.TREES, ModelState.LINEAR),
            BundleWriter.GOLDEN_ROWS, Set.of(BundleWriter.GOLDEN_ROWS),
            BundleWriter.TRAINING, Set.of(BundleWriter.TRAINING),
            BundleWriter.STATISTICS, Set.of(BundleWriter.STATISTICS));

    /** Decides whether a bundle of that id may be looked into. */
    interface Trust {
        void check(String id) throws BundleException;
    }

    private final ByteBuffer in;
    private final ReadLimits limits;
    private final Manifest manifest;
    private final Map<String, Manifest.Section> sections;

    private Container(ByteBuffer in, ReadLimits limits, Manifest manifest, Map<String, Manifest.Section> sections) {
        this.in = in;
        this.limits = limits;
        this.manifest = manifest;
        this.sections = sections;
    }

    /**
     * Checks in this order, each step trusting only the ones before: size, magic and version, the file's digest, trust,
     * manifest, sections and their digests.
     */
    static Container open(byte[] file, ReadLimits limits, Trust trust) throws BundleException {
        ReadLimits.check("fileBytes", file.length, limits.fileBytes());
        ByteBuffer in = Layout.littleEndian(file);
        int manifestLength = frame(in, limits);
        trust.check(Layout.id(in));
        Manifest manifest = Manifest.read(bytes(in, Layout.HEADER, manifestLength));
        return new Container(in, limits, manifest, sections(in, manifest, manifestLength));
    }

    Manifest manifest() {
        return manifest;
    }

    /** The file's id. */
    String id() {
        return Layout.id(in);
    }

    boolean has(String section) {
        return sections.containsKey(section);
    }

    /** The kind of a section that is there. */
    String kind(String section) throws BundleException {
        return require(section).kind();
    }

    /** A section that is there, parsed. */
    State state(String section) throws BundleException {
        Manifest.Section place = require(section);
        return new Unparsed(in.slice((int) place.offset(), (int) place.length()), limits).state(section);
    }

    /** A section that is there, for later; a copy, because a slice would keep the whole file. */
    Unparsed later(String section) throws BundleException {
        Manifest.Section place = require(section);
        return new Unparsed(ByteBuffer.wrap(bytes(in, (int) place.offset(), (int) place.length())), limits);
    }

    private Manifest.Section require(String name) throws BundleException {
        Manifest.Section section = sections.get(name);
        if (section == null) {
            throw BundleException.corrupt("section \"" + name + "\": required, found none");
        }
        return section;
    }

    /** Checks magic, version, digest and end; returns the manifest's length. */
    private static int frame(ByteBuffer in, ReadLimits limits) throws BundleException {
        int size = in.capacity();
        byte[] start = bytes(in, 0, Math.min(size, 8));
        if (!Arrays.equals(start, Layout.magic())) {
            throw BundleException.corrupt(notABundle(start));
        }
        if (size < Layout.HEADER + Layout.TRAILER) {
            throw BundleException.corrupt(
                    "file: required at least " + (Layout.HEADER + Layout.TRAILER) + " bytes, found " + size);
        }
        version(Short.toUnsignedInt(in.getShort(8)));
        int end = size - Layout.TRAILER;
        if (!Arrays.equals(bytes(in, end + Layout.DIGEST, 8), Layout.endMagic())) {
            throw BundleException.corrupt(
                    "file: required the end magic, found other bytes; it is cut or has more bytes");
        }
        if (!Arrays.equals(bytes(in, end, Layout.DIGEST), Layout.sha256(in.slice(0, end)))) {
            throw BundleException.corrupt("file: required that its SHA-256 is the one at its end, found another");
        }
        long manifestLength = Integer.toUnsignedLong(in.getInt(12));
        ReadLimits.check("manifestBytes", manifestLength, limits.manifestBytes());
        if (Layout.HEADER + manifestLength > end) {
            throw BundleException.corrupt(
                    "manifest: required at most " + (end - Layout.HEADER) + " bytes, found " + manifestLength);
        }
        return (int) manifestLength;
    }

    private static String notABundle(byte[] start) {
        String bundle = new String(Layout.magic(), 1, 4, StandardCharsets.US_ASCII);
        String found = new String(start, StandardCharsets.ISO_8859_1);
        return found.contains(bundle)
                ? "file: required the magic of a bundle, found it damaged as by a transfer in text mode"
                : "file: required the magic of a bundle, found other bytes; it is not a bundle";
    }

    private static void version(int major) throws BundleException {
        String readable = "required a format from " + Layout.OLDEST_MAJOR + " to " + Layout.MAJOR + ", found " + major;
        if (major < Layout.OLDEST_MAJOR) {
            throw new BundleException(Reason.TOO_OLD, readable);
        }
        if (major > Layout.MAJOR) {
            throw new BundleException(Reason.TOO_NEW, readable + "; use a newer predict4j");
        }
    }

    /** Checks that the sections and the zeros between them are all there is, and their digests. */
    private static Map<String, Manifest.Section> sections(ByteBuffer in, Manifest manifest, int manifestLength)
            throws BundleException {
        Map<String, Manifest.Section> sections = new HashMap<>();
        int end = in.capacity() - Layout.TRAILER;
        long at = (long) Layout.HEADER + manifestLength;
        for (Manifest.Section section : manifest.sections()) {
            String where = "section \"" + section.name() + "\"";
            at = zeros(in, at, where);
            if (section.offset() != at || section.length() > end - at) {
                throw BundleException.corrupt(where + ": required to start at " + at + " and end by " + end
                        + ", found offset " + section.offset() + ", length " + section.length());
            }
            byte[] digest = Layout.sha256(in.slice((int) at, (int) section.length()));
            if (!Arrays.equals(digest, section.digest())) {
                throw BundleException.corrupt(where + ": required the SHA-256 of the manifest, found another");
            }
            at += section.length();
            if (sections.put(section.name(), section) != null) {
                throw BundleException.corrupt(where + ": required once, found twice");
            }
            understood(section, where);
        }
        at = zeros(in, at, "end of the sections");
        if (at != end) {
            throw BundleException.corrupt("file: required its sections to end at " + end + ", found " + at);
        }
        return sections;
    }

    private static void understood(Manifest.Section section, String where) throws BundleException {
        Set<String> kinds = KINDS.get(section.name());
        if (kinds == null) {
            if (section.mustUnderstand()) {
                throw BundleException.corrupt(where + ": required one that is known here, since it must be understood");
            }
        } else if (!kinds.contains(section.kind())) {
            throw BundleException.corrupt(where + ": required kind " + kinds + ", found " + section.kind());
        } else if (section.version() != 1) {
            throw new BundleException(Reason.TOO_NEW, where + ": required version 1, found " + section.version());
        }
    }

    /** Passes over the zeros up to the next multiple of 8. */
    private static long zeros(ByteBuffer in, long from, String where) throws BundleException {
        long to = Layout.aligned(from);
        for (long i = from; i < to && i < in.capacity(); i++) {
            if (in.get((int) i) != 0) {
                throw BundleException.corrupt(where + ": required zeros before it, found " + in.get((int) i));
            }
        }
        return to;
    }

    private static byte[] bytes(ByteBuffer in, int from, int length) {
        byte[] bytes = new byte[length];
        in.get(from, bytes);
        return bytes;
    }
}
