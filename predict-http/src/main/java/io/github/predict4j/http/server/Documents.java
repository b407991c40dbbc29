package io.github.predict4j.http.server;

import io.github.predict4j.http.openapi.ModelDescription;
import io.github.predict4j.http.openapi.OpenApi;
import io.github.predict4j.http.protocol.Answer;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.http.protocol.ServedModel;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the server says about itself and its models. Made on a worker, because examples are predicted for it. */
final class Documents {
    private static final String ALIVE = "{\"status\":\"alive\"}";

    private final Models models;
    private final List<Mount> mounts;
    private final Workers workers;
    private final boolean docs = SwaggerUi.present();
    private volatile @Nullable Made made;

    /** What was made of a list of models; there is another list as soon as a model has changed. */
    private record Made(List<ModelStatus> of, List<ModelDescription> models, Document openApi) {}

    Documents(Models models, List<Mount> mounts, Workers workers) {
        this.models = models;
        this.mounts = List.copyOf(mounts);
        this.workers = workers;
    }

    void addTo(Router router) {
        add(router, "/", (exchange, target) -> home(exchange, router));
        add(
                router,
                "/openapi.json",
                (exchange, target) -> work(exchange, () -> made(router).openApi()));
        add(router, "/v1/models/{model}[/versions/{version}]/schema", this::schema);
        if (docs) {
            SwaggerUi.documents()
                    .forEach((path, document) ->
                            add(router, path, (exchange, target) -> work(exchange, () -> document)));
        }
    }

    private static void add(Router router, String path, Endpoint endpoint) {
        router.add(Methods.GET, path, Wording.PROBLEM, endpoint);
    }

    /** A page for a browser; for others, like load balancers, that the server is alive. */
    private void home(HttpServerExchange exchange, Router router) {
        exchange.getResponseHeaders().put(Headers.VARY, "Accept");
        HeaderValues accept = exchange.getRequestHeaders().get(Headers.ACCEPT);
        if (accept != null
                && accept.stream()
                        .anyMatch(types -> types.toLowerCase(Locale.ROOT).contains("text/html"))) {
            String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
            work(exchange, () -> HomePage.of(made(router).models(), host, docs));
        } else {
            Answers.json(exchange, 200, ALIVE);
        }
    }

    private void schema(HttpServerExchange exchange, Target target) {
        ServedModel model;
        try {
            model = models.find(target);
        } catch (RefusedException e) {
            Answers.refuse(exchange, Wording.PROBLEM, e.problem());
            return;
        }
        work(exchange, () -> Document.of(Answer.JSON, "", new ModelDescription(model).toJson()));
    }

    private void work(HttpServerExchange exchange, Supplier<Document> document) {
        workers.run(exchange, Wording.PROBLEM, () -> {
            try {
                Document made = document.get();
                return () -> send(exchange, made);
            } catch (RuntimeException e) {
                return () -> Failures.answer(exchange, Wording.PROBLEM, e);
            }
        });
    }

    /** Some are read only now. */
    private static void send(HttpServerExchange exchange, Document document) {
        try {
            document.send(exchange);
        } catch (RuntimeException e) {
            Failures.answer(exchange, Wording.PROBLEM, e);
        }
    }

    private Made made(Router router) {
        List<ModelStatus> now = models.all();
        Made known = made;
        return known != null && known.of() == now ? known : remake(router);
    }

    /** By one thread, for all that wait. */
    private synchronized Made remake(Router router) {
        List<ModelStatus> now = models.all();
        Made known = made;
        if (known == null || known.of() != now) {
            known = make(now, router);
            made = known;
        }
        return known;
    }

    private Made make(List<ModelStatus> now, Router router) {
        String version = Documents.class.getPackage().getImplementationVersion();
        OpenApi openApi = new OpenApi(version == null ? "0" : version, router.routes());
        ServedModel byDefault = models.peek(Target.DEFAULT);
        List<ModelDescription> descriptions = new ArrayList<>();
        for (String name : now.stream().map(ModelStatus::name).distinct().toList()) {
            ServedModel model = models.peek(new Target(name, ""));
            if (model != null) {
                ModelDescription description = new ModelDescription(model);
                descriptions.add(description);
                if (model == byDefault) {
                    openApi.byDefault(description);
                }
                openApi.model(description);
                mounts.stream()
                        .filter(mount -> mount.model().equals(name))
                        .forEach(mount -> openApi.mount(description, mount.described()));
            }
        }
        return new Made(now, List.copyOf(descriptions), Document.of(Answer.JSON, "", openApi.toJson()));
    }
}
