package io.github.predict4j.http.server;

import io.github.predict4j.Task;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.ServedModel;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model on a path of the owner's choice, so that an existing service can be replaced without changing its clients.
 *
 * <pre>{@code
 * Mount mount = Mount.parse("POST /api/makecalc/=bike?fields=prediction");
 * }</pre>
 *
 * @param method the HTTP method: POST
 * @param path the path, compared exactly, a slash at its end included: letters, digits, {@code . _ : - /}
 * @param model the name of a served model
 * @param fields what to answer for each row; if it is one, the bare value
 */
public record Mount(String method, String path, String model, Set<AnswerField> fields) {
    private static final Pattern FORM = Pattern.compile("([A-Z]+) (/[^ =?]*)=([^ =?]+)(?:\\?fields=([^ =?&]+))?");

    /**
     * Checks the parts and keeps an unchangeable copy of the fields.
     *
     * @throws IllegalArgumentException if the method is not POST, the path is not of that form, or there are no fields
     */
    public Mount {
        if (!method.equals("POST")) {
            throw new IllegalArgumentException("a mount's method must be POST, found \"" + method + "\"");
        }
        if (!Paths.plain(path)) {
            throw new IllegalArgumentException(
                    "a mount's path must start with / and have only letters, digits, . _ : - and single /, found \""
                            + path + "\"");
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a mount must answer at least one field, found none");
        }
        fields = Collections.unmodifiableSet(EnumSet.copyOf(fields));
    }

    /**
     * A mount of the form {@code METHOD PATH=MODEL?fields=FIELD,FIELD}; without {@code ?fields} all fields.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static Mount parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "a mount must be METHOD PATH=MODEL?fields=FIELD,FIELD (POST /api/calc/=bike?fields=prediction),"
                            + " found \"" + text + "\"");
        }
        Set<AnswerField> fields = m.group(4) == null ? AnswerField.all() : AnswerField.parse(m.group(4));
        return new Mount(m.group(1), m.group(2), m.group(3), fields);
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
        boolean probabilities = fields.contains(AnswerField.PROBABILITY) || fields.contains(AnswerField.PROBABILITIES);
        boolean regression = served.bundle().predictor().output().task() == Task.REGRESSION;
        if (probabilities && regression && !fields.equals(AnswerField.all())) {
            throw new IllegalArgumentException("the mount on " + path
                    + " must ask for fields that its model has, found probabilities of a regression");
        }
    }
}
