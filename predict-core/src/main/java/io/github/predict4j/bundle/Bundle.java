package io.github.predict4j.bundle;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.Predictor;
import io.github.predict4j.model.Model;
import io.github.predict4j.pipeline.FeaturePipeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model, the pipeline it was trained with, the schema of its input, and golden rows: one file. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * Predictor predictor = Bundle.read(Path.of("bike.predict")).requirePipeline("bike-features", "1").predictor();
 * }</pre>
 *
 * <p>Reading resolves no class name, runs no script and opens no URL; the file may come from a stranger. The steps of its
 * pipeline must have a {@link io.github.predict4j.pipeline.StepProvider} here.
 */
public final class Bundle {
    private final String name;
    private final String version;
    private final Map<String, String> writer;
    private final FeaturePipeline pipeline;
    private final @Nullable Model model;
    private final @Nullable OutputSchema output;
    private final @Nullable Predictor predictor;
    private final List<GoldenRow> goldenRows;
    private final List<Metric> metrics;
    private final Provenance provenance;
    private final Map<String, String> annotations;
    private final @Nullable Unparsed statistics;
    private final double tolerance;
    private final @Nullable String id;

    private Bundle(Builder builder) {
        this.name = Manifest.requireName("a bundle's name", builder.name);
        this.version = Manifest.requireName("a bundle's version", builder.version);
        this.writer = builder.writer;
        this.pipeline = builder.pipeline;
        this.model = builder.model;
        this.output = builder.output;
        this.predictor = model == null || output == null ? null : Predictor.of(pipeline, model, output);
        this.goldenRows = List.copyOf(builder.goldenRows);
        this.metrics = List.copyOf(builder.metrics);
        this.provenance = builder.provenance;
        this.annotations = Collections.unmodifiableMap(new TreeMap<>(builder.annotations));
        this.statistics = builder.statistics;
        this.tolerance = builder.tolerance;
        this.id = builder.id;
    }

    /**
     * A builder of a bundle; most bundles come from {@link io.github.predict4j.training.Training}.
     *
     * @param name the model's name: letters, digits, dot, underscore and hyphen, at most 128
     * @param version the model's version, of the same form
     */
    public static Builder builder(String name, String version, FeaturePipeline pipeline) {
        return new Builder(name, version, pipeline);
    }

    /** A pipeline alone, under its own name and version. */
    public static Bundle of(FeaturePipeline pipeline) {
        return builder(pipeline.name(), pipeline.version(), pipeline).build();
    }

    /**
     * Reads a bundle with the default limits and the steps of the current thread's context class loader, or of this
     * library's if there is none.
     *
     * @throws BundleException if the file is no bundle that can be used here
     * @throws IOException if the file cannot be read
     */
    public static Bundle read(Path file) throws IOException {
        return read(file, ReadLimits.DEFAULTS);
    }

    /** {@link #read(Path)} with other limits. */
    public static Bundle read(Path file, ReadLimits limits) throws IOException {
        return read(file, limits, steps());
    }

    /**
     * Reads a bundle: one open file, read once. Costs reading and hashing the file, and a replay of its golden rows.
     *
     * @param steps the class loader whose {@link io.github.predict4j.pipeline.StepProvider}s make the steps
     * @throws BundleException if the file is no bundle that can be used here
     * @throws IOException if the file cannot be read
     */
    public static Bundle read(Path file, ReadLimits limits, ClassLoader steps) throws IOException {
        return new BundleReader(limits, steps).read(file);
    }

    /**
     * {@link #read(Path, ReadLimits, ClassLoader)} of a file's bytes.
     *
     * @throws BundleException if they are no bundle that can be used here
     */
    public static Bundle read(byte[] bytes, ReadLimits limits, ClassLoader steps) throws BundleException {
        return new BundleReader(limits, steps).read(bytes);
    }

    /**
     * {@link #read(Path)} of a bundle that somebody trusted has signed: its signature is in the file
     * {@link BundleSignature#beside}, and is checked before anything in the bundle is looked at but its digest.
     *
     * @param trusted the public keys of those who may sign
     * @throws BundleException with {@link BundleException.Reason#UNTRUSTED} if there is no such signature, or for another
     *     reason if the file is no bundle that can be used here
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if a key is not one for Ed25519
     */
    public static Bundle readSigned(Path file, Collection<? extends PublicKey> trusted) throws IOException {
        return readSigned(file, trusted, ReadLimits.DEFAULTS, steps());
    }

    /** {@link #readSigned(Path, Collection)} with other limits and steps. */
    public static Bundle readSigned(
            Path file, Collection<? extends PublicKey> trusted, ReadLimits limits, ClassLoader steps)
            throws IOException {
        BundleSignature signature = BundleSignature.read(BundleSignature.beside(file));
        return new BundleReader(limits, steps, id -> signature.verify(id, trusted)).read(file);
    }

    private static ClassLoader steps() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Bundle.class.getClassLoader() : context;
    }

    /**
     * Writes the bundle: to a temporary file beside it, forced to disk, then renamed, so that the file is the old one or
     * the new one at any time, whole, even after a crash. The same bundle gives the same bytes.
     *
     * @throws IOException if it cannot be written; the file is then as it was
     */
    public void write(Path file) throws IOException {
        SafeFile.write(file, toBytes());
    }

    /** What {@link #write} writes. */
    public byte[] toBytes() {
        return BundleWriter.bytes(this);
    }

    /**
     * The SHA-256 that ends the file, in hexadecimal: of the file it was read from, or else of what {@link #write} writes,
     * which then costs writing it to memory. Both are the same for files of this library.
     */
    public String id() {
        return id == null ? Layout.id(Layout.littleEndian(toBytes())) : id;
    }

    /**
     * This bundle, if its pipeline is the required one.
     *
     * @param name the pipeline's name
     * @param range its version, as in {@link FeaturePipeline#satisfies}: "1" is any 1.x.y
     * @throws BundleException with {@link BundleException.Reason#WRONG_PIPELINE} if it is another
     */
    public Bundle requirePipeline(String name, String range) throws BundleException {
        if (!pipeline.name().equals(name) || !pipeline.satisfies(range)) {
            throw new BundleException(
                    BundleException.Reason.WRONG_PIPELINE,
                    "pipeline: required \"" + name + "\" " + range + ", found \"" + pipeline.name() + "\" "
                            + pipeline.version());
        }
        return this;
    }

    /** The model's name. */
    public String name() {
        return name;
    }

    /** The model's version. */
    public String version() {
        return version;
    }

    /** The names and versions of what wrote the bundle: "predict4j", "java", "tzdb" (the time zone data). */
    public Map<String, String> writer() {
        return writer;
    }

    /** The pipeline. */
    public FeaturePipeline pipeline() {
        return pipeline;
    }

    /** The model, or {@code null} for a pipeline alone. */
    public @Nullable Model model() {
        return model;
    }

    /** What a prediction means, or {@code null} for a pipeline alone. */
    public @Nullable OutputSchema output() {
        return output;
    }

    /**
     * The predictor; always the same one.
     *
     * @throws IllegalStateException if the bundle is a pipeline alone
     */
    public Predictor predictor() {
        if (predictor == null) {
            throw new IllegalStateException("bundle \"" + name + "\" must have a model, found a pipeline alone");
        }
        return predictor;
    }

    /** The golden rows. */
    public List<GoldenRow> goldenRows() {
        return goldenRows;
    }

    /** By how much the golden rows may differ where they are replayed; 0 unless a foreign writer declared more. */
    double tolerance() {
        return tolerance;
    }

    /** What was measured when it was trained. */
    public List<Metric> metrics() {
        return metrics;
    }

    /** Where it comes from. */
    public Provenance provenance() {
        return provenance;
    }

    /** What somebody noted, by name and sorted by it; nothing here looks at it. */
    public Map<String, String> annotations() {
        return annotations;
    }

    /**
     * What the training part looked like, or {@code null} if the bundle does not say. Who only predicts does not need
     * it, so it is read from the file with the rest, but parsed and checked here, every time.
     *
     * @throws BundleException if the statistics of the file are not what they must be
     */
    public @Nullable Statistics statistics() throws BundleException {
        return statistics == null
                ? null
                : Hostile.parse(
                        BundleWriter.STATISTICS, () -> StatisticsState.read(statistics.state(BundleWriter.STATISTICS)));
    }

    @Nullable
    Unparsed statisticsSection() {
        return statistics;
    }

    @Override
    public String toString() {
        return name + " " + version + " (" + pipeline + ")";
    }

    /** Puts a bundle together. */
    public static final class Builder {
        private final String name;
        private final String version;
        private final FeaturePipeline pipeline;
        private Map<String, String> writer = BundleWriter.here();
        private @Nullable Model model;
        private @Nullable OutputSchema output;
        private List<GoldenRow> goldenRows = List.of();
        private List<Metric> metrics = List.of();
        private Provenance provenance = Provenance.NONE;
        private Map<String, String> annotations = Map.of();
        private @Nullable Unparsed statistics;
        private double tolerance;
        private @Nullable String id;

        private Builder(String name, String version, FeaturePipeline pipeline) {
            this.name = name;
            this.version = version;
            this.pipeline = pipeline;
        }

        /**
         * The model, trained on this pipeline's features, and what its outputs mean.
         *
         * @throws IllegalArgumentException if a bundle cannot carry that kind of model
         */
        public Builder model(Model trained, OutputSchema meaning) {
            ModelState.kind(trained);
            this.model = trained;
            this.output = meaning;
            return this;
        }

        /** The golden rows. */
        public Builder goldenRows(List<GoldenRow> rows) {
            this.goldenRows = new ArrayList<>(rows);
            return this;
        }

        /** The figures. */
        public Builder metrics(List<Metric> figures) {
            this.metrics = new ArrayList<>(figures);
            return this;
        }

        /** The provenance. */
        public Builder provenance(Provenance origin) {
            this.provenance = origin;
            return this;
        }

        /**
         * Notes of your own, which no reader looks at: a ticket, a place in a catalogue.
         *
         * @param texts at most 256 characters a name and 16,384 a text
         * @throws IllegalArgumentException if one is longer or has an unpaired surrogate
         */
        public Builder annotations(Map<String, String> texts) {
            texts.forEach((key, text) -> {
                StrictJson.requireStorable("the name of an annotation", key, StrictJson.MAX_NAME);
                StrictJson.requireStorable("annotation \"" + key + "\"", text, StrictJson.MAX_STRING);
            });
            this.annotations = Map.copyOf(texts);
            return this;
        }

        /** The statistics of the training part. */
        public Builder statistics(Statistics seen) {
            return statistics(
                    new Unparsed(ByteBuffer.wrap(StatisticsState.of(seen).toBytes()), ReadLimits.DEFAULTS));
        }

        Builder statistics(Unparsed section) {
            this.statistics = section;
            return this;
        }

        /** What only a bundle that was read has. */
        Builder read(Map<String, String> by, double goldenTolerance, String fileId) {
            this.writer = by;
            this.tolerance = goldenTolerance;
            this.id = fileId;
            return this;
        }

        /**
         * The bundle.
         *
         * @throws IllegalArgumentException if name or version are not of the form, or the model does not fit the pipeline
         *     or its output
         */
        public Bundle build() {
            return new Bundle(this);
        }
    }
}
