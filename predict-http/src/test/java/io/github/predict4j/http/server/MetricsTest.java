package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.http.Bundles;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String SLOPE = "{model=\"slope\",version=\"1.0.0\"";

    @Test
    void metrics_tellWhatWasAsked() throws Exception {
        try (PredictServer server = PredictServer.builder()
                .bundle(Bundles.slope(1))
                .bundle(Bundles.tolerant())
                .start()) {
            Client client = new Client(server);
            client.predict("[{\"x\":1},{\"x\":2}]");
            client.predict("[{\"x\":\"one\"},{\"x\":2},{}]");
            client.post("/v1/models/slope/versions/1.0.0/predict", "{\"x\":1}");
            client.post("/v1/models/tolerant/predict", "{\"x\":\"one\"}");
            client.post("/v1/models/" + "secret".repeat(3) + "/predict", "{\"x\":1}");
            client.get("/nowhere-secret");
            HttpResponse<String> response = client.get("/metrics");
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(response.body())
                    .contains(
                            "# TYPE predict_requests_total counter",
                            "predict_requests_total{code=\"2xx\",model=\"slope\",route=\"/v1/predict\",version=\"1.0.0\"} 1.0",
                            "predict_requests_total{code=\"4xx\",model=\"slope\",route=\"/v1/predict\",version=\"1.0.0\"} 1.0",
                            "route=\"/v1/models/{model}/versions/{version}/predict\",version=\"1.0.0\"} 1.0",
                            "predict_requests_total{code=\"4xx\",model=\"\",route=\"unknown\",version=\"\"} 1.0",
                            "predict_requests_total{code=\"4xx\",model=\"unknown\",route=\"/v1/models/{model}/predict\",version=\"unknown\"} 1.0",
                            "# TYPE predict_request_duration_seconds histogram",
                            "predict_request_duration_seconds_count{model=\"slope\",route=\"/v1/predict\",version=\"1.0.0\"} 2",
                            "predict_rows_total" + SLOPE + "} 3.0",
                            "predict_rejected_rows_total{model=\"slope\",reason=\"invalid\",version=\"1.0.0\"} 1.0",
                            "predict_rejected_rows_total{model=\"slope\",reason=\"missing\",version=\"1.0.0\"} 1.0",
                            "predict_field_warnings_total{field=\"x\",model=\"tolerant\",version=\"1.0.0\",warning=\"invalid_as_missing\"} 1.0",
                            "predict_in_flight_requests 1.0",
                            "predict_queue_depth 0.0",
                            "predict_model_ready" + SLOPE + "} 1.0",
                            "predict_model_info{bundle=\"" + Bundles.slope(1).id()
                                    + "\",model=\"slope\",version=\"1.0.0\"} 1")
                    .doesNotContain("secret", "\"one\"");
            Files.writeString(Path.of("target", "metrics.txt"), response.body()); // for promtool, which CI has
        }
    }

    @Test
    void metrics_asOpenMetrics_whenAsked() throws Exception {
        try (PredictServer server =
                PredictServer.builder().bundle(Bundles.slope(1)).start()) {
            Client client = new Client(server);
            HttpResponse<String> response = client.send(client.request("/metrics")
                    .header("Accept", "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.3")
                    .build());
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
            assertThat(response.body()).endsWith("# EOF\n");
        }
    }

    @Test
    void metrics_ofAVersionThatIsGone_areForgotten() throws Exception {
        try (PredictServer server =
                PredictServer.builder().bundle(Bundles.slope(1)).start()) {
            Client client = new Client(server);
            client.predict("{\"x\":1}");
            server.swap(Bundles.slope(2));
            client.predict("{\"x\":1}");
            assertThat(client.get("/metrics").body())
                    .contains("version=\"2.0.0\"")
                    .doesNotContain("version=\"1.0.0\"");
        }
    }
}
