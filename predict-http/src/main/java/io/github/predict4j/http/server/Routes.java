package io.github.predict4j.http.server;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.protocol.JsonProtocol;
import io.github.predict4j.http.protocol.Protocol;
import io.github.predict4j.http.protocol.ServedModel;
import io.undertow.server.HttpHandler;
import io.undertow.util.Methods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of all routes. */
final class Routes {
    private final HttpLimits limits;
    private final Workers workers;
    private final Router router = new Router();

    private Routes(HttpLimits limits, Workers workers) {
        this.limits = limits;
        this.workers = workers;
    }

    static Router of(
            List<Bundle> bundles, List<Mount> mounts, HttpLimits limits, Workers workers, Lifecycle lifecycle) {
        Routes routes = new Routes(limits, workers);
        routes.health(lifecycle);
        Map<String, ServedModel> models = routes.models(bundles);
        mounts.forEach(mount -> routes.mount(mount, models));
        return routes.router;
    }

    private Map<String, ServedModel> models(List<Bundle> bundles) {
        if (bundles.isEmpty()) {
            throw new IllegalArgumentException("a server must have at least one bundle, found none");
        }
        Protocol protocol = new JsonProtocol(AnswerField.all());
        Map<String, ServedModel> models = new LinkedHashMap<>();
        for (Bundle bundle : bundles) {
            ServedModel model = new ServedModel(bundle, limits.rows(), limits.bodyBytes());
            if (models.putIfAbsent(model.name(), model) != null) {
                throw new IllegalArgumentException(
                        "served bundles must have distinct names, found \"" + model.name() + "\" twice");
            }
            if (models.size() == 1) {
                router.add(Methods.POST, "/v1/predict", predict(model, protocol));
            }
            router.add(Methods.POST, "/v1/models/" + model.name() + "/predict", predict(model, protocol));
        }
        return models;
    }

    private void mount(Mount mount, Map<String, ServedModel> models) {
        ServedModel model = models.get(mount.model());
        if (model == null) {
            throw new IllegalArgumentException("the mount on " + mount.path() + " must name one of the models "
                    + models.keySet() + ", found \"" + mount.model() + "\"");
        }
        OutputSchema output = model.bundle().predictor().output();
        boolean probabilities = mount.fields().contains(AnswerField.PROBABILITY)
                || mount.fields().contains(AnswerField.PROBABILITIES);
        if (probabilities && output.task() == Task.REGRESSION && !mount.fields().equals(AnswerField.all())) {
            throw new IllegalArgumentException("the mount on " + mount.path()
                    + " must ask for fields that its model has, found probabilities of a regression");
        }
        router.add(Methods.POST, mount.path(), predict(model, new JsonProtocol(mount.fields())));
    }

    private HttpHandler predict(ServedModel model, Protocol protocol) {
        return new PredictHandler(model, protocol, workers, limits);
    }

    private void health(Lifecycle lifecycle) {
        router.add(Methods.GET, "/", fixed("{\"status\":\"alive\"}"));
        router.add(Methods.GET, "/v2/health/live", fixed("{\"live\":true}"));
        router.add(Methods.GET, "/v2/health/ready", ready(lifecycle, "{\"ready\":true}", "{\"ready\":false}"));
        router.add(Methods.GET, "/health", ready(lifecycle, "{\"status\":\"ready\"}", "{\"status\":\"draining\"}"));
    }

    private static HttpHandler fixed(String body) {
        return exchange -> Answers.json(exchange, 200, body);
    }

    private static HttpHandler ready(Lifecycle lifecycle, String yes, String no) {
        return exchange -> {
            boolean ready = lifecycle.ready();
            Answers.json(exchange, ready ? 200 : 503, ready ? yes : no);
        };
    }
}
