package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.predict4j.Predictor;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Missing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loaded bundle with what requests need to be answered by it. Thread-safe. Everything that is reused from request to
 * request hangs on it, so replacing a model replaces that, too.
 */
public final class ServedModel {
    /** How much work, in nanoseconds, may hold up a thread that other connections wait for. */
    private static final long BRIEF_NANOS = 100_000;

    /* Rough upper figures, in nanoseconds: what matters is the order of magnitude of a request, not its time. */
    private static final long NANOS_A_BYTE = 5;
    private static final long NANOS_A_NODE = 10;
    private static final long NANOS_A_FEATURE = 20;
    private static final long NANOS_A_SCORE = 100;

    private final String name;
    private final String version;
    private final Bundle bundle;
    private final Predictor predictor;
    private final int maxRows;
    private final int leastRowBytes;
    private final int leastNamelessBytes;
    private final long rowNanos;
    private final List<SerializedString> labels;
    private final JsonFactory json;
    private final JsonRow objects;
    private final RowCounts counts = new RowCounts();
    private final Workspaces workspaces;
    /** By the fields' bits. Threads may make one twice, but never see a half of it: its parts are final. */
    private final @Nullable PredictionWriter[] writers = new PredictionWriter[AnswerField.SETS];

    private volatile @Nullable String id;

    /**
     * A model under its bundle's name and version.
     *
     * @param bundle a bundle with a model
     * @param maxRows the most rows of one request
     * @param maxBytes the longest body of one request
     * @throws IllegalArgumentException if the bundle is a pipeline alone
     */
    public ServedModel(Bundle bundle, int maxRows, int maxBytes) {
        this(bundle.name(), bundle.version(), bundle, maxRows, maxBytes);
    }

    /** {@link #ServedModel(Bundle, int, int)} under another name and version. */
    public ServedModel(String name, String version, Bundle bundle, int maxRows, int maxBytes) {
        Model model = bundle.model();
        if (model == null) {
            throw new IllegalArgumentException(
                    "a served bundle must have a model, found only a pipeline in \"" + bundle.name() + "\"");
        }
        this.name = name;
        this.version = version;
        this.bundle = bundle;
        this.predictor = bundle.predictor();
        this.maxRows = maxRows;
        this.leastRowBytes = leastRowBytes(bundle);
        this.leastNamelessBytes = leastNamelessBytes(bundle);
        this.rowNanos = rowNanos(bundle, model);
        this.labels = PredictionWriter.labels(predictor.output());
        this.json = Json.factory(predictor.schema(), maxRows, maxBytes);
        this.objects = new JsonRow(predictor.schema());
        this.workspaces = new Workspaces(predictor, bundle.pipeline().features().size(), counts, json);
    }

    /** The bundle. */
    public Bundle bundle() {
        return bundle;
    }

    /** The name it is served under. */
    public String name() {
        return name;
    }

    /** The version it is served under. */
    public String version() {
        return version;
    }

    /** The bundle's {@link Bundle#id}, which is found out once. */
    public String id() {
        String known = id;
        if (known == null) {
            known = bundle.id();
            id = known;
        }
        return known;
    }

    /** How many rows it was given. */
    public RowCounts counts() {
        return counts;
    }

    /** The most rows of one request. */
    public int maxRows() {
        return maxRows;
    }

    /**
     * Whether a body of that length means so little work (about 100 microseconds at most) that handing it to another
     * thread would cost more than it saves. Never, for a kind of model whose cost is unknown.
     */
    public boolean brief(int bodyBytes) {
        return brief(bodyBytes, 1L + bodyBytes / leastRowBytes);
    }

    /** {@link #brief(int)} for a body whose rows do not repeat the names of the fields. */
    boolean briefWithoutNames(int bodyBytes) {
        return brief(bodyBytes, 1L + bodyBytes / leastNamelessBytes);
    }

    /** {@link #brief(int)} of a body that has so many rows at most. */
    boolean brief(int bodyBytes, long mostRows) {
        long rows = Math.min(maxRows, mostRows);
        return rowNanos <= BRIEF_NANOS && bodyBytes * NANOS_A_BYTE + rows * rowNanos <= BRIEF_NANOS;
    }

    Predictor predictor() {
        return predictor;
    }

    /** The labels of a classification, ready to be written. */
    List<SerializedString> labels() {
        return labels;
    }

    /** What writes these fields of its predictions, given as their {@linkplain AnswerField#bits bits}. */
    PredictionWriter writer(int fields) {
        PredictionWriter writer = writers[fields];
        if (writer == null) {
            writer = new PredictionWriter(this, AnswerField.of(fields));
            writers[fields] = writer;
        }
        return writer;
    }

    JsonFactory json() {
        return json;
    }

    /** What reads its rows that are objects. */
    JsonRow objects() {
        return objects;
    }

    Workspaces workspaces() {
        return workspaces;
    }

    /** No row that can be predicted is shorter as JSON: each required field has its name, a value and punctuation. */
    private static int leastRowBytes(Bundle bundle) {
        int bytes = 3;
        for (Field field : bundle.pipeline().schema().fields()) {
            if (field.missing() == Missing.REJECT) {
                bytes += field.name().length() + "\"\":1,".length();
            }
        }
        return bytes;
    }

    /** A digit and a comma for each required field. */
    private static int leastNamelessBytes(Bundle bundle) {
        long required = bundle.pipeline().schema().fields().stream()
                .filter(field -> field.missing() == Missing.REJECT)
                .count();
        return (int) Math.max(2, 2 * required);
    }

    private static long rowNanos(Bundle bundle, Model model) {
        long around = NANOS_A_FEATURE
                        * (bundle.pipeline().schema().size()
                                + bundle.pipeline().features().size())
                + NANOS_A_SCORE * model.outputSize();
        if (model instanceof TreeEnsemble ensemble) {
            return around
                    + NANOS_A_NODE
                            * ensemble.trees().treeCount()
                            * (1L + ensemble.trees().maxDepth());
        }
        return model instanceof LinearModel ? around + (long) model.inputSize() * model.outputSize() : Long.MAX_VALUE;
    }
}
