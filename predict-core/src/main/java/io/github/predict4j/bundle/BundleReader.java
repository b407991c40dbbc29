package io.github.predict4j.bundle;

import io.github.predict4j.Task;
import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.SchemaState;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StateLimitException;
import io.github.predict4j.pipeline.StateLimitException.Limit;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Steps;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads bundles of format 1. In this order, each check trusting only the ones before: size, magic and version, the file's
 * digest, manifest, sections and their digests, structure of each, cross-references, golden rows.
 */
final class BundleReader {
    private static final Map<String, Set<String>> KINDS = Map.of(
            BundleWriter.SCHEMA, Set.of(BundleWriter.SCHEMA),
            BundleWriter.PIPELINE, Set.of(BundleWriter.PIPELINE),
            BundleWriter.MODEL, Set.of(ModelState.TREES, ModelState.LINEAR),
            BundleWriter.GOLDEN_ROWS, Set.of(BundleWriter.GOLDEN_ROWS),
            BundleWriter.TRAINING, Set.of(BundleWriter.TRAINING),
            BundleWriter.STATISTICS, Set.of(BundleWriter.STATISTICS));

    /** The largest difference a foreign writer may declare for its golden rows. */
    private static final double MAX_TOLERANCE = 1e-6;

    private final ReadLimits limits;
    private final ClassLoader loader;

    BundleReader(ReadLimits limits, ClassLoader loader) {
        this.limits = limits;
        this.loader = loader;
    }

    Bundle read(Path path) throws IOException {
        try (SeekableByteChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(channel);
        }
    }

    /** Reads as many bytes as the channel says at first; the digest finds out whether they changed meanwhile. */
    Bundle read(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        ReadLimits.check("fileBytes", size, limits.fileBytes());
        byte[] file = new byte[(int) size];
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int count = 0;
        while (bytes.hasRemaining() && count >= 0) {
            count = channel.read(bytes);
        }
        return read(bytes.hasRemaining() ? Arrays.copyOf(file, bytes.position()) : file);
    }

    Bundle read(byte[] file) throws BundleException {
        ReadLimits.check("fileBytes", file.length, limits.fileBytes());
        ByteBuffer in = Layout.littleEndian(file);
        int manifestLength = frame(in);
        Manifest manifest = Manifest.read(bytes(in, Layout.HEADER, manifestLength));
        Map<String, Manifest.Section> sections = sections(in, manifest, manifestLength);
        return assemble(in, manifest, sections);
    }

    /** Checks magic, version, digest and end; returns the manifest's length. */
    private int frame(ByteBuffer in) throws BundleException {
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

    private Bundle assemble(ByteBuffer in, Manifest manifest, Map<String, Manifest.Section> sections)
            throws BundleException {
        FeaturePipeline pipeline = pipeline(in, manifest, sections);
        Bundle.Builder bundle = Bundle.builder(manifest.name(), manifest.version(), pipeline);
        Model model = null;
        if (sections.containsKey(BundleWriter.MODEL)) {
            model = model(in, manifest, sections, pipeline, bundle);
        } else if (manifest.output() != null || manifest.trainedOn() != null) {
            throw BundleException.corrupt("manifest: required no output without a model section, found one");
        }
        State training = state(in, sections, BundleWriter.TRAINING);
        Manifest.Section statistics = sections.get(BundleWriter.STATISTICS);
        if (statistics != null) {
            // A copy, because a slice would keep the whole file.
            byte[] section = bytes(in, (int) statistics.offset(), (int) statistics.length());
            bundle.statistics(new Unparsed(ByteBuffer.wrap(section), limits));
        }
        State golden = state(in, sections, BundleWriter.GOLDEN_ROWS);
        double tolerance = tolerance(golden);
        List<GoldenRow> rows = goldenRows(golden, tolerance, pipeline, model);
        return parse(
                BundleWriter.TRAINING,
                () -> bundle.read(manifest.writer(), tolerance, Layout.id(in))
                        .goldenRows(rows)
                        .metrics(training.requireKeys(Set.of("metrics", "provenance")).states("metrics").stream()
                                .map(BundleReader::metric)
                                .toList())
                        .provenance(provenance(training.state("provenance")))
                        .build());
    }

    private FeaturePipeline pipeline(ByteBuffer in, Manifest manifest, Map<String, Manifest.Section> sections)
            throws BundleException {
        State schemaState = state(in, sections, BundleWriter.SCHEMA);
        State pipelineState = state(in, sections, BundleWriter.PIPELINE);
        ReadLimits.check("fields", size(schemaState, "fields"), limits.fields());
        ReadLimits.check("steps", size(pipelineState, "steps"), limits.steps());
        Schema schema = parse(BundleWriter.SCHEMA, () -> SchemaState.read(schemaState));
        for (var field : schema.fields()) {
            ReadLimits.check(
                    "categories",
                    field.categories() == null ? 0 : field.categories().size(),
                    limits.categories());
        }
        List<Transformer> steps = steps(pipelineState);
        FeaturePipeline pipeline = parse(BundleWriter.PIPELINE, () -> {
            pipelineState.requireKeys(Set.of("schema", "steps", "features"));
            return FeaturePipeline.of(
                    manifest.pipeline().name(),
                    manifest.pipeline().version(),
                    schema,
                    steps,
                    pipelineState.texts("features"));
        });
        ReadLimits.check("fields", pipeline.features().size(), limits.fields());
        if (!Arrays.equals(
                parse(BundleWriter.PIPELINE, () -> pipelineState.bytes("schema")),
                pipeline.state().bytes("schema"))) {
            throw BundleException.corrupt(
                    "section \"pipeline\": required the schema it was fitted for, found another in section \"schema\"");
        }
        if (!pipeline.state().equals(pipelineState)) {
            throw BundleException.corrupt("section \"pipeline\": required what its steps write, found other bytes");
        }
        requireFingerprint("manifest /pipeline/fingerprint", manifest.pipeline().fingerprint(), pipeline);
        return pipeline;
    }

    private static void requireFingerprint(String what, @Nullable String required, FeaturePipeline pipeline)
            throws BundleException {
        if (!pipeline.fingerprint().equals(required)) {
            throw BundleException.corrupt(what + ": required the pipeline with fingerprint " + required + ", found "
                    + pipeline.fingerprint());
        }
    }

    private List<Transformer> steps(State pipeline) throws BundleException {
        Steps known = Steps.load(loader);
        List<Transformer> steps = new ArrayList<>();
        for (State step : parse(BundleWriter.PIPELINE, () -> pipeline.states("steps"))) {
            String where = BundleWriter.PIPELINE + "/" + steps.size();
            StepType type = parse(where, () -> {
                step.requireKeys(Set.of("type", "version", "state"));
                return new StepType(step.text("type"), step.integer("version", 1, Integer.MAX_VALUE));
            });
            if (!known.types().contains(type)) {
                throw new BundleException(
                        Reason.MISSING_STEP,
                        "step " + steps.size() + ": required a StepProvider for " + type + ", found them for "
                                + new TreeSet<>(known.types().stream()
                                        .map(StepType::toString)
                                        .toList()));
            }
            steps.add(parse(where + "/" + type.id(), () -> known.read(type, step.state("state"))));
        }
        return steps;
    }

    private Model model(
            ByteBuffer in,
            Manifest manifest,
            Map<String, Manifest.Section> sections,
            FeaturePipeline pipeline,
            Bundle.Builder bundle)
            throws BundleException {
        if (manifest.output() == null || manifest.trainedOn() == null) {
            throw BundleException.corrupt("manifest: required output and trained_on for a model, found none");
        }
        if (!pipeline.fingerprint().equals(manifest.trainedOn())) {
            throw BundleException.corrupt("model: required the pipeline it was trained on, with fingerprint "
                    + manifest.trainedOn() + ", found one with " + pipeline.fingerprint());
        }
        State state = state(in, sections, BundleWriter.MODEL);
        String kind = Objects.requireNonNull(sections.get(BundleWriter.MODEL)).kind();
        Model model = parse(BundleWriter.MODEL, () -> ModelState.read(kind, state, limits));
        var output = manifest.output();
        parse(BundleWriter.MODEL, () -> {
            if (output.task() == Task.CLASSIFICATION && model instanceof TreeEnsemble ensemble) {
                ensemble.requireProbabilities();
            }
            return bundle.model(model, output).build(); // checks sizes
        });
        return model;
    }

    private static double tolerance(State golden) throws BundleException {
        double tolerance = parse(
                BundleWriter.GOLDEN_ROWS,
                () -> golden.requireKeys(Set.of("tolerance", "rows")).number("tolerance"));
        if (!(tolerance >= 0 && tolerance <= MAX_TOLERANCE)) {
            throw BundleException.corrupt(
                    "section \"golden_rows\": tolerance must be in [0, " + MAX_TOLERANCE + "], found " + tolerance);
        }
        return tolerance;
    }

    private List<GoldenRow> goldenRows(State state, double tolerance, FeaturePipeline pipeline, @Nullable Model model)
            throws BundleException {
        ReadLimits.check("goldenRows", size(state, "rows"), limits.goldenRows());
        List<GoldenRow> rows = new ArrayList<>();
        for (State row : parse(BundleWriter.GOLDEN_ROWS, () -> state.states("rows"))) {
            String where = BundleWriter.GOLDEN_ROWS + "/" + rows.size();
            GoldenRow expected = parse(where, () -> GoldenRow.read(row));
            GoldenRow here = parse(where, () -> GoldenRow.of(expected.input(), pipeline, model));
            String difference = expected.difference(here, pipeline, tolerance);
            if (difference != null) {
                throw new BundleException(Reason.NOT_REPRODUCED, "golden row " + rows.size() + ": " + difference);
            }
            rows.add(expected);
        }
        return rows;
    }

    private State state(ByteBuffer in, Map<String, Manifest.Section> sections, String name) throws BundleException {
        Manifest.Section section = sections.get(name);
        if (section == null) {
            throw BundleException.corrupt("section \"" + name + "\": required, found none");
        }
        return new Unparsed(in.slice((int) section.offset(), (int) section.length()), limits).state(name);
    }

    private static Metric metric(State state) {
        state.requireKeys(Set.of("name", "value", "split", "rows"));
        return new Metric(state.text("name"), state.number("value"), state.text("split"), state.integer("rows"));
    }

    private static Provenance provenance(State state) {
        Map<String, String> entries = new HashMap<>();
        state.keys().forEach(key -> entries.put(key, state.text(key)));
        return new Provenance(entries);
    }

    private static long size(State state, String list) throws BundleException {
        return parse(list, () -> state.states(list).size());
    }

    private static byte[] bytes(ByteBuffer in, int from, int length) {
        byte[] bytes = new byte[length];
        in.get(from, bytes);
        return bytes;
    }

    /** What is parsed from a hostile state. */
    interface Parse<T> {
        T get() throws BundleException;
    }

    /** Whatever a definition or a step of somebody else throws for a hostile state means that the file is corrupt. */
    static <T> T parse(String section, Parse<T> parse) throws BundleException {
        try {
            return parse.get();
        } catch (StateLimitException e) {
            throw ReadLimits.exceeded(e.limit() == Limit.TEXT ? "textBytes" : "values", e.found(), e.allowed());
        } catch (RuntimeException e) {
            throw new BundleException(Reason.CORRUPT, "section \"" + section + "\": " + e.getMessage(), e);
        }
    }
}
