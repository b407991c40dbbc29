package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Answer;
import io.github.predict4j.http.protocol.JsonProtocol;
import io.github.predict4j.http.protocol.ModelList;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.OipStatistics;
import io.github.predict4j.http.protocol.Protocol;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.http.protocol.RowsProtocol;
import io.github.predict4j.http.protocol.StreamedProtocol;
import io.github.predict4j.http.protocol.StreamedRows;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of all routes. */
final class Routes {
    private final Models models;
    private final HttpLimits limits;
    private final Workers workers;
    private final Metrics metrics;
    private final Router router;

    Routes(Models models, HttpLimits limits, Workers workers, Metrics metrics) {
        this.models = models;
        this.limits = limits;
        this.workers = workers;
        this.metrics = metrics;
        this.router = new Router(metrics);
    }

    /** All routes. */
    Router all(List<Mount> mounts, OwnAnswers answers, Readiness readiness) {
        health(readiness, answers.healthy());
        own();
        others(readiness);
        models();
        new OipRoutes(models, new OipStatistics(System::nanoTime, System::currentTimeMillis))
                .add(router, limits, workers);
        new Documents(models, mounts, workers).addTo(router);
        mounts.forEach(this::mount);
        return router.family(path -> path.equals("/v2") || path.startsWith("/v2/"), Wording.ERROR)
                .family(Routes::v1, Wording.ERROR)
                .notFound(answers.notFound());
    }

    /** Whether only clients of KServe V1 and TensorFlow Serving ask so: a verb that we may not have, or metadata. */
    private static boolean v1(String path) {
        return path.startsWith("/v1/models/") && (path.indexOf(':') >= 0 || path.endsWith("/metadata"));
    }

    private void own() {
        Endpoint endpoint = predict(new JsonProtocol(), List.of(new StreamedRows()));
        router.add(Methods.POST, "/v1/predict", Wording.PROBLEM, Target.DEFAULT, endpoint);
        router.add(Methods.POST, "/v1/models/{model}[/versions/{version}]/predict", Wording.PROBLEM, endpoint);
    }

    /** KServe V1, TensorFlow Serving, MLflow, SageMaker. */
    private void others(Readiness readiness) {
        Endpoint v1 = predict(RowsProtocol.v1(), List.of());
        router.add(Methods.POST, "/v1/models/{model}[/versions/{version}]:predict", Wording.ERROR, v1);
        Endpoint invocations = predict(RowsProtocol.invocations(), List.of());
        router.add(Methods.POST, "/invocations", Wording.ERROR, Target.DEFAULT, invocations);
        router.add(Methods.GET, "/ping", Wording.ERROR, (exchange, target) -> {
            boolean ready = readiness.ready();
            Answers.json(exchange, ready ? 200 : 503, ready ? "{\"status\":\"ready\"}" : "{\"error\":\"not ready\"}");
        });
        String packaged = PredictServer.class.getPackage().getImplementationVersion();
        byte[] version = (packaged == null ? "unpackaged" : packaged).getBytes(StandardCharsets.US_ASCII);
        router.add(
                Methods.GET,
                "/version",
                Wording.ERROR,
                (exchange, target) -> Answers.send(exchange, new Answer(200, "text/plain", version, Map.of())));
    }

    private void mount(Mount mount) {
        router.add(
                new HttpString(mount.method()),
                mount.path(),
                Wording.PROBLEM,
                new Target(mount.model(), ""),
                predict(mount.protocol(), List.of()));
    }

    /** Answers requests whose Content-Type is one of a streamed protocol by that, others by {@code protocol}. */
    private Endpoint predict(Protocol protocol, List<StreamedProtocol> streamed) {
        return new PredictHandler(models, protocol, streamed, workers, limits);
    }

    private void models() {
        router.add(
                Methods.GET,
                "/v1/models",
                Wording.ERROR,
                (exchange, target) -> Answers.send(exchange, ModelList.names(models.all())));
        router.add(Methods.GET, "/v1/models/{model}[/versions/{version}]", Wording.ERROR, this::model);
        router.add(
                Methods.GET,
                "/metrics",
                Wording.ERROR,
                (exchange, target) ->
                        Answers.send(exchange, metrics.scrape(new ExchangeHead(exchange, workers).header("Accept"))));
    }

    private void model(HttpServerExchange exchange, Target target) {
        Answer answer;
        try {
            List<ModelStatus> versions = models.versions(target);
            answer = ModelList.model(versions);
        } catch (RefusedException e) {
            answer = Wording.ERROR.refusal(e.problem(), Paths.of(exchange));
        }
        Answers.send(exchange, answer);
    }

    private void health(Readiness readiness, @Nullable String healthy) {
        router.add(Methods.GET, "/v2/health/live", Wording.ERROR, fixed("{\"live\":true}"));
        router.add(Methods.GET, "/v2/health/ready", Wording.ERROR, (exchange, target) -> {
            boolean ready = readiness.ready();
            Answers.json(exchange, ready ? 200 : 503, "{\"ready\":" + ready + "}");
        });
        router.add(Methods.GET, "/health", Wording.PROBLEM, (exchange, target) -> {
            if (healthy != null && readiness.ready()) {
                Answers.json(exchange, 200, healthy);
            } else {
                Answers.send(exchange, ModelList.health(readiness.state(), models.all()));
            }
        });
    }

    private static Endpoint fixed(String body) {
        return (exchange, target) -> Answers.json(exchange, 200, body);
    }
}
