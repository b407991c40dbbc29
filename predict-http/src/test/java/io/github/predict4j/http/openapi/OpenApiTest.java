package io.github.predict4j.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.protocol.ListProtocol;
import io.github.predict4j.http.protocol.QueryProtocol;
import io.github.predict4j.http.protocol.ServedModel;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final List<String> ROUTES = List.of(
            "POST /v1/models/{model}/predict",
            "POST /v1/models/{model}/versions/{version}/predict",
            "GET /v1/models/{model}",
            "POST /v2/models/{model}/infer");
    private static final Path PAGE = Path.of("../docs/http-api.md");

    @Test
    void document_isOpenApi_andLeadsNowhereWrong() throws IOException {
        OpenApiDocument document = document();
        assertThat(document.faults()).isEmpty();
        assertThat(document.brokenReferences()).isEmpty();
        assertThat(document.tree().findValuesAsText("operationId")).doesNotHaveDuplicates();
    }

    /** So that an empty list of faults means something. */
    @Test
    void document_withAFault_isFound() throws IOException {
        ObjectNode broken = (ObjectNode) document().tree();
        ((ObjectNode) broken.at("/components/schemas/iris.row")).put("type", "objekt");
        assertThat(document(broken).faults()).isNotEmpty();
        broken = (ObjectNode) document().tree();
        ((ObjectNode) broken.at("/paths/~1v1~1predict/post")).remove("responses");
        ((ObjectNode) broken.at("/paths/~1v1~1predict/post")).put("respones", 1);
        assertThat(document(broken).faults()).isNotEmpty();
        broken = (ObjectNode) document().tree();
        ((ObjectNode) broken.at("/components/schemas")).remove("Fault");
        assertThat(document(broken).brokenReferences()).isNotEmpty();
    }

    @Test
    void examples_areWhatTheirSchemasSay() throws IOException {
        OpenApiDocument document = document();
        int examples = 0;
        for (Map.Entry<String, JsonNode> path : document.tree().get("paths").properties()) {
            for (String at : List.of("/post/requestBody", "/post/responses/200", "/get/responses/200")) {
                String media = at + "/content/application~1json";
                JsonNode type = path.getValue().at(media);
                List<JsonNode> values = new ArrayList<>();
                type.path("examples").forEach(example -> values.add(example.get("value")));
                if (type.has("example")) {
                    values.add(type.get("example"));
                }
                String schema = "/paths/" + path.getKey().replace("/", "~1") + media + "/schema";
                for (JsonNode value : values) {
                    assertThat(document.faults(schema, value)).as(schema).isEmpty();
                    examples++;
                }
            }
        }
        assertThat(examples).isEqualTo(4 * 6 + 1 + 2); // three models and the default in three forms, a query, a list
    }

    @Test
    void paths_areThoseThatTheServerHas() throws IOException {
        JsonNode document = document().tree();
        assertThat(document.get("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "/v1/predict",
                        "/v1/models/iris/predict",
                        "/v1/models/line/predict",
                        "/v1/models/tolerant/predict",
                        "/mounted",
                        "/v1/models/{model}/predict",
                        "/v1/models/{model}/versions/{version}/predict",
                        "/v1/models/{model}",
                        "/v2/models/{model}/infer");
        assertThat(document.get("tags").findValuesAsText("name"))
                .containsExactly(
                        "iris",
                        "line",
                        "tolerant",
                        "any model",
                        "Open Inference Protocol",
                        "KServe V1 and TensorFlow Serving");
    }

    @Test
    void problems_areShownAsTheyAre() throws IOException {
        OpenApiDocument document = document();
        List<JsonNode> problems = document.tree().at("/components/responses").findValues("application/problem+json");
        assertThat(problems).hasSize(9);
        for (JsonNode problem : problems) {
            assertThat(document.faults("/components/schemas/Problem", problem.get("example")))
                    .isEmpty();
        }
    }

    @Test
    void row_thatTheServerRefuses_isNotWhatTheSchemaSays() throws IOException {
        OpenApiDocument document = document();
        String row = "/components/schemas/iris.row";
        assertThat(document.faults(row, tree(Bundles.SETOSA))).isEmpty();
        for (String wrong : List.of(
                Bundles.SETOSA.replace("5.1", "\"5.1\""),
                Bundles.SETOSA.replace("5.1", "null"),
                Bundles.SETOSA.replace("1.4", "31"),
                Bundles.SETOSA.replace("sepal_width", "sepal_widht"),
                "{}",
                "[]")) {
            assertThat(document.faults(row, tree(wrong))).as(wrong).isNotEmpty();
        }
        String tolerant = "/components/schemas/tolerant.row";
        assertThat(document.faults(tolerant, tree("{\"x\":null,\"y\":1}"))).isEmpty();
        assertThat(document.faults(tolerant, tree("{}"))).isEmpty();
    }

    @Test
    void model_withDatesAndCategories_isShownAnAnswerOfItsOwn() throws IOException {
        ModelDescription model = new ModelDescription(served(dated()));
        JsonNode description = tree(new String(model.toJson(), StandardCharsets.UTF_8));
        assertThat(description.at("/example/row"))
                .isEqualTo(tree("{\"day\":\"2024-01-01\",\"at\":\"2024-01-01T12:00:00\","
                        + "\"moment\":\"2020-05-05T05:05:05Z\",\"whole\":3,\"flag\":false}"));
        assertThat(description.at("/example/answer/prediction").isNumber()).isTrue();
        assertThat(description.get("columns").toString()).isEqualTo("[\"day\",\"at\",\"moment\",\"whole\",\"flag\"]");
        assertThat(description.at("/row/$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(description.get("id").asText()).hasSize(64);
    }

    @Test
    void problemCodes_areThoseOfThePage() throws IOException {
        List<String> table = Pattern.compile("^\\| \\d{3} \\| ([^|]+) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .toList();
        List<String> said = table.stream()
                .flatMap(row -> Pattern.compile("`([a-z_]+)`").matcher(row).results())
                .map(code -> code.group(1))
                .distinct()
                .toList();
        List<String> listed = new ArrayList<>();
        document().tree().at("/components/schemas/Problem/properties/code/enum").forEach(c -> listed.add(c.asText()));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void mount_besideAnotherMethod_leavesThat() throws IOException {
        ModelDescription line = new ModelDescription(served(Bundles.line()));
        QueryProtocol protocol = QueryProtocol.of((prediction, input) -> {
            throw new IllegalStateException("no answer");
        });
        JsonNode paths = new OpenApiDocument(new OpenApi("1", ROUTES)
                        .model(line)
                        .mount(line, new MountedPath("GET", "/v1/models/{model}/predict", protocol, Set.of(), null))
                        .toJson())
                .tree()
                .get("paths");
        JsonNode shared = paths.get("/v1/models/{model}/predict");
        assertThat(shared.fieldNames()).toIterable().containsExactlyInAnyOrder("get", "post", "parameters");
        assertThat(shared.at("/get/responses/200/content/application~1json").has("example"))
                .isFalse();
    }

    private static OpenApiDocument document() throws IOException {
        ModelDescription iris = new ModelDescription(served(Bundles.iris()));
        return new OpenApiDocument(new OpenApi("1", ROUTES)
                .model(iris)
                .byDefault(iris)
                .model(new ModelDescription(served(Bundles.line())))
                .model(new ModelDescription(served(Bundles.tolerant())))
                .mount(
                        iris,
                        new MountedPath(
                                "GET",
                                "/mounted",
                                QueryProtocol.of(Set.of(AnswerField.PREDICTION)),
                                Set.of(AnswerField.PREDICTION),
                                null))
                .mount(
                        iris,
                        new MountedPath(
                                "POST",
                                "/mounted",
                                ListProtocol.of("features", (prediction, input) -> input),
                                Set.of(),
                                "features"))
                .toJson());
    }

    private static OpenApiDocument document(JsonNode tree) throws IOException {
        return new OpenApiDocument(tree.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ServedModel served(Bundle bundle) {
        return new ServedModel(bundle, 1000, 1 << 20);
    }

    private static Bundle dated() {
        Schema schema = Schema.of(
                Field.date("day"),
                Field.localDateTime("at"),
                Field.instant("moment", ZoneOffset.UTC).example("2020-05-05T05:05:05Z"),
                Field.integer("whole").range(3, 7).example("no number"),
                Field.bool("flag"));
        FeaturePipeline pipeline = FeaturePipeline.of("dated-features", "1.0.0", schema, List.of(), null);
        LinearModel model = LinearModel.of(new double[] {1, 1, 1, 1, 1}, new double[] {0}, PostTransform.NONE);
        return Bundle.builder("dated", "1.0.0", pipeline)
                .model(model, OutputSchema.regression("y", "m"))
                .build();
    }

    private static JsonNode tree(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }
}
