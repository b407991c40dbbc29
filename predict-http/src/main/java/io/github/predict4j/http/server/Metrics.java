package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Answer;
import io.github.predict4j.http.protocol.ModelState;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.ServedModel;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.undertow.server.Connectors;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus is told. All labels have few values: names and versions of models that are loaded, templates of routes,
 * classes of status codes, fields, reasons. Nothing that a client sends becomes a label.
 */
final class Metrics {
    private static final double[] SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };
    private static final double NANOS = 1e9;
    /** The model, or the route, of requests that name none that there is. */
    static final String UNKNOWN = "unknown";

    private static final String MODEL = "model";
    private static final String VERSION = "version";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Models models;
    private final Map<Label, Meter> meters = new ConcurrentHashMap<>();
    private final Counter requests = Counter.builder()
            .name("predict_requests_total")
            .help("Requests that were answered, by class of status code.")
            .labelNames(MODEL, VERSION, "route", "code")
            .withoutExemplars()
            .register(registry);
    private final Histogram durations = Histogram.builder()
            .name("predict_request_duration_seconds")
            .help("Time from the head of a request to the end of its answer.")
            .labelNames(MODEL, VERSION, "route")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .withoutExemplars()
            .register(registry);
    private final Counter shed = Counter.builder()
            .name("predict_shed_total")
            .help("Requests that were not begun, because all workers were taken (overload) or for too long (deadline).")
            .labelNames("reason")
            .withoutExemplars()
            .register(registry);
    private final Counter loadFailures = Counter.builder()
            .name("predict_model_load_failures_total")
            .help("Files of models that could not be loaded.")
            .labelNames(MODEL)
            .withoutExemplars()
            .register(registry);
    private final Gauge loadSeconds = Gauge.builder()
            .name("predict_model_load_seconds")
            .help("How long the last load of a file took: reading, verifying, warming up.")
            .labelNames(MODEL, VERSION)
            .withoutExemplars()
            .register(registry);

    /** Of what something is measured; model and version are empty for routes that are not about a model. */
    private record Label(String model, String version, String route) {
        // Spelled out: what the JVM makes for a record it makes when it is first asked, which takes 10 ms of a start.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Label label
                    && model.equals(label.model)
                    && version.equals(label.version)
                    && route.equals(label.route);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * model.hashCode() + version.hashCode()) + route.hashCode();
        }
    }

    Metrics(Models models) {
        this.models = models;
        rows();
        states();
    }

    private void rows() {
        CounterWithCallback.builder()
                .name("predict_rows_total")
                .help("Rows that were scored.")
                .labelNames(MODEL, VERSION)
                .callback(call -> ready(m -> call.call((double) m.counts().scored(), m.name(), m.version())))
                .register(registry);
        CounterWithCallback.builder()
                .name("predict_rejected_rows_total")
                .help("Rows that were refused, by the reason of their first fault.")
                .labelNames(MODEL, VERSION, "reason")
                .callback(call -> ready(m -> m.counts()
                        .rejected()
                        .forEach((reason, n) -> call.call((double) n, m.name(), m.version(), lower(reason)))))
                .register(registry);
        CounterWithCallback.builder()
                .name("predict_field_warnings_total")
                .help("Values of rows to which something was done, by what.")
                .labelNames(MODEL, VERSION, "field", "warning")
                .callback(call -> ready(m -> m.counts()
                        .warnings()
                        .forEach((w, n) -> call.call((double) n, m.name(), m.version(), w.column(), lower(w.code())))))
                .register(registry);
    }

    private void states() {
        GaugeWithCallback.builder()
                .name("predict_model_ready")
                .help("1 if a model can be asked, 0 if it is loading or could not be loaded.")
                .labelNames(MODEL, VERSION)
                .callback(call ->
                        readiness().forEach((version, ready) -> call.call(ready, version.name(), version.version())))
                .register(registry);
        registry.register(() -> {
            InfoSnapshot.Builder info = InfoSnapshot.builder()
                    .name("predict_model")
                    .help("The bundle that a model was loaded from: the digest that ends it.");
            ready(m -> info.dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                    .labels(Labels.of(MODEL, m.name(), VERSION, m.version(), "bundle", m.id()))
                    .build()));
            return info.build();
        });
    }

    /** 1 for each version that can be asked, else 0. Several that could not be loaded may have one name, and no version. */
    private Map<Target, Integer> readiness() {
        Map<Target, Integer> readiness = new LinkedHashMap<>();
        for (ModelStatus m : models.all()) {
            readiness.merge(new Target(m.name(), m.version()), m.state() == ModelState.READY ? 1 : 0, Math::max);
        }
        return readiness;
    }

    /** Tells of something that the server knows. */
    void gauge(String name, String help, IntSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(call -> call.call(value.getAsInt()))
                .register(registry);
    }

    /**
     * Measures a request from now to its end, and notes on it when that was.
     *
     * @param target the model that it is about, or {@code null} if it is about none
     */
    void measure(HttpServerExchange exchange, String route, @Nullable Target target) {
        ServedModel model = target == null ? null : models.peek(target);
        String otherwise = target == null ? "" : UNKNOWN;
        Label label = model == null
                ? new Label(otherwise, otherwise, route)
                : new Label(model.name(), model.version(), route);
        Meter meter = meters.get(label);
        if (meter == null) {
            meter = meters.computeIfAbsent(label, Meter::new);
        }
        if (exchange.getRequestStartTime() == -1) { // else an Undertow of the user's own has noted it
            Connectors.setRequestStartTime(exchange);
        }
        exchange.addExchangeCompleteListener(meter);
    }

    /** Counts a request that was not begun. */
    void shed(String reason) {
        shed.labelValues(reason).inc();
    }

    /** Notes how long it took to load a model. */
    void loaded(ServedModel model, long nanos) {
        loadSeconds.labelValues(model.name(), model.version()).set(nanos / NANOS);
    }

    /** Counts a file that could not be loaded. */
    void loadFailed(String model) {
        loadFailures.labelValues(model).inc();
    }

    /**
     * All of it, as text.
     *
     * @param accept what the client accepts: OpenMetrics, or else the older format
     */
    Answer scrape(@Nullable String accept) {
        forgetUnloaded();
        ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
        ExpositionFormatWriter writer =
                accept != null && openMetrics.accepts(accept) ? openMetrics : PrometheusTextFormatWriter.create();
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 13);
        try {
            writer.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return new Answer(200, writer.getContentType(), out.toByteArray(), Map.of());
    }

    /** Versions come and go for as long as the server lives; only those that are loaded are told of. */
    private void forgetUnloaded() {
        Set<String> loaded = new HashSet<>();
        ready(model -> loaded.add(model.name() + " " + model.version()));
        for (Label label : Set.copyOf(meters.keySet())) {
            boolean ofAModel = !label.model().isEmpty() && !label.model().equals(UNKNOWN);
            if (ofAModel && !loaded.contains(label.model() + " " + label.version())) {
                meters.remove(label);
                for (String code : Meter.CODES) {
                    requests.remove(label.model(), label.version(), label.route(), code);
                }
                durations.remove(label.model(), label.version(), label.route());
                loadSeconds.remove(label.model(), label.version());
            }
        }
    }

    private void ready(Consumer<ServedModel> tell) {
        for (ModelStatus status : models.all()) {
            ServedModel model = status.model();
            if (model != null) {
                tell.accept(model);
            }
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Counts and times what has one label. */
    private final class Meter implements ExchangeCompletionListener {
        private static final String[] CODES = {"2xx", "4xx", "5xx"};

        private final CounterDataPoint[] byCode = new CounterDataPoint[CODES.length];
        private final DistributionDataPoint durationsHere;

        Meter(Label label) {
            for (int i = 0; i < CODES.length; i++) {
                byCode[i] = requests.labelValues(label.model(), label.version(), label.route(), CODES[i]);
            }
            durationsHere = durations.labelValues(label.model(), label.version(), label.route());
        }

        @Override
        public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
            if (exchange.isResponseStarted()) {
                int status = exchange.getStatusCode();
                byCode[status < 400 ? 0 : status < 500 ? 1 : 2].inc();
                durationsHere.observe((System.nanoTime() - exchange.getRequestStartTime()) / NANOS);
            }
            next.proceed();
        }
    }
}
