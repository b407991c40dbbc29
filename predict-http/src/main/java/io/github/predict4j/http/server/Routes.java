package io.github.predict4j.http.server;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.protocol.JsonProtocol;
import io.github.predict4j.http.protocol.Protocol;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.http.protocol.StreamedProtocol;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.util.Methods;
import java.util.List;

/** The list of all routes. */
final class Routes {
    private final Models models;
    private final HttpLimits limits;
    private final Workers workers;
    private final Router router = new Router();

    private Routes(Models models, HttpLimits limits, Workers workers) {
        this.models = models;
        this.limits = limits;
        this.workers = workers;
    }

    static Router of(Models models, List<Mount> mounts, HttpLimits limits, Workers workers, Lifecycle lifecycle) {
        Routes routes = new Routes(models, limits, workers);
        routes.health(lifecycle);
        routes.own();
        mounts.forEach(routes::mount);
        return routes.router.family("/v2", Wording.ERROR);
    }

    private void own() {
        Endpoint endpoint = predict(new JsonProtocol(AnswerField.all()), List.of());
        router.add(Methods.POST, "/v1/predict", Wording.PROBLEM, endpoint);
        router.add(Methods.POST, "/v1/models/{model}[/versions/{version}]/predict", Wording.PROBLEM, endpoint);
    }

    private void mount(Mount mount) {
        Target target = new Target(mount.model(), "");
        check(mount, target);
        Endpoint endpoint = predict(new JsonProtocol(mount.fields()), List.of());
        router.add(Methods.POST, mount.path(), Wording.PROBLEM, (exchange, path) -> endpoint.handle(exchange, target));
    }

    private void check(Mount mount, Target target) {
        OutputSchema output;
        try {
            output = models.find(target).bundle().predictor().output();
        } catch (RefusedException e) {
            throw new IllegalArgumentException(
                    "the mount on " + mount.path() + " must name one of the models "
                            + models.all().stream().map(m -> m.name()).toList() + ", found \"" + mount.model() + "\"",
                    e);
        }
        boolean probabilities = mount.fields().contains(AnswerField.PROBABILITY)
                || mount.fields().contains(AnswerField.PROBABILITIES);
        if (probabilities && output.task() == Task.REGRESSION && !mount.fields().equals(AnswerField.all())) {
            throw new IllegalArgumentException("the mount on " + mount.path()
                    + " must ask for fields that its model has, found probabilities of a regression");
        }
    }

    /** Answers requests whose Content-Type is one of a streamed protocol by that, others by {@code protocol}. */
    private Endpoint predict(Protocol protocol, List<StreamedProtocol> streamed) {
        return new PredictHandler(models, protocol, streamed, workers, limits);
    }

    private void health(Lifecycle lifecycle) {
        router.add(Methods.GET, "/", Wording.PROBLEM, fixed("{\"status\":\"alive\"}"));
        router.add(Methods.GET, "/v2/health/live", Wording.ERROR, fixed("{\"live\":true}"));
        router.add(
                Methods.GET,
                "/v2/health/ready",
                Wording.ERROR,
                ready(lifecycle, "{\"ready\":true}", "{\"ready\":false}"));
        router.add(
                Methods.GET,
                "/health",
                Wording.PROBLEM,
                ready(lifecycle, "{\"status\":\"ready\"}", "{\"status\":\"draining\"}"));
    }

    private static Endpoint fixed(String body) {
        return (exchange, target) -> Answers.json(exchange, 200, body);
    }

    private static Endpoint ready(Lifecycle lifecycle, String yes, String no) {
        return (exchange, target) -> {
            boolean ready = lifecycle.ready();
            Answers.json(exchange, ready ? 200 : 503, ready ? yes : no);
        };
    }
}
