package io.github.predict4j.bundle;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.SchemaState;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Steps;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads bundles of format 1. In this order, each check trusting only the ones before: size, magic and version, the file's
 * digest, manifest, sections and their digests, structure of each, cross-references, golden rows.
 */
final class BundleReader {
    /** Read at a time: the JDK copies it through memory of that size outside the heap. */
    private static final int CHUNK = 1 << 20;

    private final ReadLimits limits;
    private final ClassLoader loader;
    private final Container.Trust trust;

    BundleReader(ReadLimits limits, ClassLoader loader) {
        this(limits, loader, id -> {});
    }

    BundleReader(ReadLimits limits, ClassLoader loader, Container.Trust trust) {
        this.limits = limits;
        this.loader = loader;
        this.trust = trust;
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
        while (bytes.position() < file.length && count >= 0) {
            bytes.limit((int) Math.min(size, (long) bytes.position() + CHUNK));
            count = channel.read(bytes);
        }
        return read(bytes.position() < file.length ? Arrays.copyOf(file, bytes.position()) : file);
    }

    Bundle read(byte[] file) throws BundleException {
        return assemble(Container.open(file, limits, trust));
    }

    private Bundle assemble(Container file) throws BundleException {
        Manifest manifest = file.manifest();
        FeaturePipeline pipeline = pipeline(file);
        Bundle.Builder bundle =
                Bundle.builder(manifest.name(), manifest.version(), pipeline).annotations(manifest.annotations());
        Model model = null;
        if (file.has(BundleWriter.MODEL)) {
            model = model(file, pipeline, bundle);
        } else if (manifest.output() != null || manifest.trainedOn() != null) {
            throw BundleException.corrupt("manifest: required no output without a model section, found one");
        }
        if (file.has(BundleWriter.STATISTICS)) {
            bundle.statistics(file.later(BundleWriter.STATISTICS));
        }
        State training = file.state(BundleWriter.TRAINING);
        Replay replay = new Replay(pipeline, model, manifest.writer(), limits);
        List<GoldenRow> rows = replay.rows(file.state(BundleWriter.GOLDEN_ROWS));
        return Hostile.parse(BundleWriter.TRAINING, () -> {
            training.requireKeys(Set.of("metrics", "provenance"));
            return bundle.read(manifest.writer(), replay.tolerance(), file.id())
                    .goldenRows(rows)
                    .metrics(training.states("metrics").stream()
                            .map(BundleReader::metric)
                            .toList())
                    .provenance(provenance(training.state("provenance")))
                    .build();
        });
    }

    private FeaturePipeline pipeline(Container file) throws BundleException {
        Schema schema = schema(file.state(BundleWriter.SCHEMA));
        State state = file.state(BundleWriter.PIPELINE);
        ReadLimits.check("steps", Hostile.size(BundleWriter.PIPELINE, state, "steps"), limits.steps());
        List<Transformer> steps = steps(state);
        Manifest.PipelineId id = file.manifest().pipeline();
        FeaturePipeline pipeline = Hostile.parse(BundleWriter.PIPELINE, () -> {
            state.requireKeys(Set.of("schema", "steps", "features"));
            return FeaturePipeline.of(id.name(), id.version(), schema, steps, state.texts("features"));
        });
        ReadLimits.check("fields", pipeline.features().size(), limits.fields());
        byte[] fittedFor = Hostile.parse(BundleWriter.PIPELINE, () -> state.bytes("schema"));
        if (!Arrays.equals(fittedFor, pipeline.state().bytes("schema"))) {
            throw BundleException.corrupt(
                    "section \"pipeline\": required the schema it was fitted for, found another in section \"schema\"");
        }
        if (!pipeline.state().equals(state)) {
            throw BundleException.corrupt("section \"pipeline\": required what its steps write, found other bytes");
        }
        requireFingerprint(
                "manifest /pipeline/fingerprint: required the pipeline with fingerprint", id.fingerprint(), pipeline);
        return pipeline;
    }

    private Schema schema(State state) throws BundleException {
        ReadLimits.check("fields", Hostile.size(BundleWriter.SCHEMA, state, "fields"), limits.fields());
        Schema schema = Hostile.parse(BundleWriter.SCHEMA, () -> SchemaState.read(state));
        for (Field field : schema.fields()) {
            int categories = field.categories() == null ? 0 : field.categories().size();
            ReadLimits.check("categories", categories, limits.categories());
        }
        return schema;
    }

    private static void requireFingerprint(String what, String required, FeaturePipeline pipeline)
            throws BundleException {
        if (!pipeline.fingerprint().equals(required)) {
            throw BundleException.corrupt(what + " " + required + ", found one with " + pipeline.fingerprint());
        }
    }

    private List<Transformer> steps(State pipeline) throws BundleException {
        Steps known = Steps.load(loader);
        List<Transformer> steps = new ArrayList<>();
        for (State step : Hostile.parse(BundleWriter.PIPELINE, () -> pipeline.states("steps"))) {
            String where = BundleWriter.PIPELINE + "/" + steps.size();
            StepType type = Hostile.parse(where, () -> {
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
            steps.add(Hostile.parse(where + "/" + type.id(), () -> known.read(type, step.state("state"))));
        }
        return steps;
    }

    private Model model(Container file, FeaturePipeline pipeline, Bundle.Builder bundle) throws BundleException {
        OutputSchema output = file.manifest().output();
        String trainedOn = file.manifest().trainedOn();
        if (output == null || trainedOn == null) {
            throw BundleException.corrupt("manifest: required output and trained_on for a model, found none");
        }
        requireFingerprint("model: required the pipeline it was trained on, with fingerprint", trainedOn, pipeline);
        String kind = file.kind(BundleWriter.MODEL);
        State state = file.state(BundleWriter.MODEL);
        return Hostile.parse(BundleWriter.MODEL, () -> {
            Model model = ModelState.read(kind, state, limits);
            if (output.task() == Task.CLASSIFICATION && model instanceof TreeEnsemble ensemble) {
                ensemble.requireProbabilities();
            }
            bundle.model(model, output).build(); // checks that they fit together
            return model;
        });
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
}
