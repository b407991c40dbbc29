package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Answer;
import io.github.predict4j.http.protocol.ModelState;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.OipMetadata;
import io.github.predict4j.http.protocol.OipProtocol;
import io.github.predict4j.http.protocol.OipStatistics;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.http.protocol.ServedModel;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The routes of the Open Inference Protocol, beside those of the server's health. */
final class OipRoutes {
    private static final String MODEL = "/v2/models/{model}[/versions/{version}]";

    private final Models models;
    private final OipStatistics statistics;

    OipRoutes(Models models, OipStatistics statistics) {
        this.models = models;
        this.statistics = statistics;
    }

    /** What a path is answered with. */
    private interface Get {
        Answer answer(Target target) throws RefusedException;
    }

    void add(Router router, HttpLimits limits, Workers workers) {
        get(router, "/v2", target -> Answer.json(OipMetadata.server(version())));
        get(router, MODEL, target -> Answer.json(metadata(models.find(target))));
        get(router, MODEL + "/ready", this::ready);
        get(router, "/v2/models/stats", target -> Answer.json(statistics.toJson(ready(models.all()))));
        get(router, MODEL + "/stats", target -> Answer.json(statistics.toJson(stats(target))));
        router.add(
                Methods.POST,
                MODEL + "/infer",
                Wording.ERROR,
                new PredictHandler(
                        models, new OipProtocol(limits.bodyBytes(), statistics), List.of(), workers, limits));
    }

    private static void get(Router router, String template, Get get) {
        router.add(Methods.GET, template, Wording.ERROR, (exchange, target) -> {
            try {
                Answers.send(exchange, get.answer(target));
            } catch (RefusedException e) {
                Answers.refuse(exchange, Wording.ERROR, e.problem());
            }
        });
    }

    private static String version() {
        String version = PredictServer.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    private byte[] metadata(ServedModel model) throws RefusedException {
        List<String> versions = ready(models.versions(new Target(model.name(), ""))).stream()
                .map(ServedModel::version)
                .toList();
        return OipMetadata.model(model, versions);
    }

    /** Status and body both say it: some clients look at the one, some at the other. */
    private Answer ready(Target target) throws RefusedException {
        try {
            return Answer.json(OipMetadata.ready(models.find(target).name(), true));
        } catch (RefusedException e) {
            if (e.problem().status() != 503) {
                throw e;
            }
            return new Answer(503, Answer.JSON, OipMetadata.ready(target.name(), false), Map.of());
        }
    }

    /** The version that a path names, or all of the model that are ready. */
    private List<ServedModel> stats(Target target) throws RefusedException {
        models.find(target);
        return ready(models.versions(target));
    }

    private static List<ServedModel> ready(List<ModelStatus> all) {
        return all.stream()
                .filter(status -> status.state() == ModelState.READY)
                .flatMap(status -> Stream.ofNullable(status.model()))
                .toList();
    }
}
