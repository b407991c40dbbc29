package io.github.predict4j.http.server;

import io.github.predict4j.Predictor;
import io.github.predict4j.Task;
import io.github.predict4j.http.openapi.MountedPath;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.protocol.AnswerShape;
import io.github.predict4j.http.protocol.JsonProtocol;
import io.github.predict4j.http.protocol.ListProtocol;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.Protocol;
import io.github.predict4j.http.protocol.QueryProtocol;
import io.github.predict4j.http.protocol.ServedModel;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model on a path of the owner's choice, so that an existing service can be replaced without changing its clients.
 * Immutable; every method that seems to change a mount returns another.
 *
 * <pre>{@code
 * Mount.post("/api/makecalc/", "bike").fields(AnswerField.PREDICTION) // {"0":{…},"1":{…}} gives {"0":1063.2,"1":958.4}
 * Mount.get("/getpred", "iris") // ?sepal_length=5.1&…
 *         .shape((prediction, input) -> Map.of("result", List.of(prediction.label())))
 * Mount.post("/predict", "iris").list("features") // {"features":[5.1,3.5,1.4,0.2]}
 * }</pre>
 */
public final class Mount {
    private static final Pattern FORM = Pattern.compile("(?<method>GET|POST) (?<path>/[^ =?]*)=(?<model>[^ =?]+)"
            + "(?:\\?list=(?<list>[^ =?&]+)(?:&fields=(?<also>[^ =?&]+))?|\\?fields=(?<fields>[^ =?&]+))?");

    private final String method;
    private final String path;
    private final String model;
    private final Set<AnswerField> fields;
    private final @Nullable AnswerShape shape;
    private final @Nullable String list;

    private Mount(
            String method,
            String path,
            String model,
            Set<AnswerField> fields,
            @Nullable AnswerShape shape,
            @Nullable String list) {
        this.method = method;
        this.path = path;
        this.model = model;
        this.fields = fields;
        this.shape = shape;
        this.list = list;
    }

    /**
     * Rows in the body, in JSON as at {@code /v1/predict}: one, an array of them, or some under keys.
     *
     * @param path compared exactly, a slash at its end included: letters, digits, {@code . _ : - /}
     * @param model the name of a served model; its newest version answers
     * @throws IllegalArgumentException if the path is not of that form
     */
    public static Mount post(String path, String model) {
        return of("POST", path, model);
    }

    /**
     * One row in the query: {@code ?sepal_length=5.1&sepal_width=3.5}; texts are read as each field's type says.
     *
     * @param path compared exactly, a slash at its end included: letters, digits, {@code . _ : - /}
     * @param model the name of a served model; its newest version answers
     * @throws IllegalArgumentException if the path is not of that form
     */
    public static Mount get(String path, String model) {
        return of("GET", path, model);
    }

    private static Mount of(String method, String path, String model) {
        if (!Paths.plain(path)) {
            throw new IllegalArgumentException(
                    "a mount's path must start with / and have only letters, digits, . _ : - and single /, found \""
                            + path + "\"");
        }
        return new Mount(method, path, model, Collections.unmodifiableSet(AnswerField.all()), null, null);
    }

    /**
     * A mount of the form {@code METHOD PATH=MODEL?list=KEY&fields=FIELD,FIELD}, with the method POST or GET; without
     * {@code fields} it answers all fields, and {@code list} is {@link #list}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static Mount parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "a mount must be METHOD PATH=MODEL?list=KEY&fields=FIELD,FIELD with GET or"
                            + " POST (POST /api/calc/=bike?fields=prediction), found \"" + text + "\"");
        }
        Mount mount = of(m.group("method"), m.group("path"), m.group("model"));
        if (m.group("list") != null) {
            mount = mount.list(m.group("list"));
        }
        String fields = m.group("also") == null ? m.group("fields") : m.group("also");
        return fields == null ? mount : mount.fields(AnswerField.parse(fields));
    }

    /** This mount answering only those fields; if it is one, its bare value. */
    public Mount fields(AnswerField first, AnswerField... more) {
        return fields(EnumSet.of(first, more));
    }

    private Mount fields(Set<AnswerField> some) {
        return new Mount(method, path, model, Collections.unmodifiableSet(some), null, list);
    }

    /** This mount answering in a form of the owner's own, for each row. */
    public Mount shape(AnswerShape own) {
        return new Mount(method, path, model, fields, own, list);
    }

    /**
     * This mount with its one row as a list under that key, the values in the order of the schema:
     * {@code {"features":[5.1,3.5,1.4,0.2]}}.
     *
     * @throws IllegalArgumentException if the method is GET
     */
    public Mount list(String key) {
        if (!method.equals("POST")) {
            throw new IllegalArgumentException("a list must be in the body of a POST, found a " + method);
        }
        return new Mount(method, path, model, fields, shape, key);
    }

    /** The HTTP method: GET or POST. */
    public String method() {
        return method;
    }

    /** The path. */
    public String path() {
        return path;
    }

    /** The model's name. */
    public String model() {
        return model;
    }

    /** What it answers for each row, unless it has a {@linkplain #shape shape}. */
    public Set<AnswerField> fields() {
        return fields;
    }

    MountedPath described() {
        return new MountedPath(method, path, protocol(), shape == null ? fields : Set.of(), list);
    }

    Protocol protocol() {
        if (list != null) {
            return shape == null ? ListProtocol.of(list, fields) : ListProtocol.of(list, shape);
        }
        if (method.equals("GET")) {
            return shape == null ? QueryProtocol.of(fields) : QueryProtocol.of(shape);
        }
        return shape == null ? new JsonProtocol(fields) : new JsonProtocol(shape);
    }

    @Override
    public String toString() {
        return method + " " + path + "=" + model;
    }

    /**
     * Checks that the model is there and has the fields.
     *
     * @throws IllegalArgumentException if not
     */
    void check(Models models) {
        ServedModel served = models.peek(new Target(model, ""));
        if (served == null) {
            throw new IllegalArgumentException("the mount on " + path + " must name one of the models "
                    + models.all().stream().map(ModelStatus::name).distinct().toList() + ", found \"" + model + "\"");
        }
        Predictor predictor = served.bundle().predictor();
        if (method.equals("GET") && predictor.schema().size() > Http.MAX_PARAMETERS) {
            throw new IllegalArgumentException("the mount on " + path + " must have at most " + Http.MAX_PARAMETERS
                    + " fields in its query, found " + predictor.schema().size());
        }
        boolean probabilities = fields.stream().anyMatch(AnswerField::ofClassifications);
        boolean regression = predictor.output().task() == Task.REGRESSION;
        if (probabilities && regression && !fields.equals(AnswerField.all())) {
            throw new IllegalArgumentException("the mount on " + path
                    + " must ask for fields that its model has, found probabilities of a regression");
        }
    }
}
