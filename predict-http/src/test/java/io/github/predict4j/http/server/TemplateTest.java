package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/models/{model}, /v1/models/iris, iris, ''",
        "/v1/models/{model}:predict, /v1/models/a.b_c-1:predict, a.b_c-1, ''",
        "/v2/models/{model}/versions/{version}/infer, /v2/models/m/versions/v10/infer, m, v10",
        "/v1/models/{model}/versions/{version}:predict, /v1/models/m/versions/1.0.0:predict, m, 1.0.0",
        "/v1/predict, /v1/predict, '', ''"
    })
    void match_ofThatForm_givesNameAndVersion(String template, String path, String name, String version) {
        assertThat(new Template(template).match(path)).isEqualTo(new Target(name, version));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/",
                "/v1/models/m/predict/",
                "/v1/models/m/Predict",
                "/V1/models/m/predict",
                "/v1/models//predict",
                "/v1/models/-m/predict",
                "/v1/models/m;x=1/predict",
                "/v1/models/m%2e/predict",
                "/v1/models/m/n/predict",
                "/v1/models/é/predict"
            })
    void match_ofAnotherForm_givesNothing(String path) {
        assertThat(new Template("/v1/models/{model}/predict").match(path)).isNull();
    }

    @Test
    void match_nameLongerThan128_givesNothing() {
        Template template = new Template("/v1/models/{model}");
        assertThat(template.match("/v1/models/" + "m".repeat(128))).isNotNull();
        assertThat(template.match("/v1/models/" + "m".repeat(129))).isNull();
    }

    @Test
    void optional_givesBoth() {
        assertThat(Template.optional("/a[/b]/c")).containsExactly("/a/c", "/a/b/c");
        assertThat(Template.optional("/a")).containsExactly("/a");
    }

    @Test
    void versions_areOrderedAsNumbersWhereTheyAreNumbers() {
        assertThat(Stream.of("10", "2", "1.0.0", "1.0.0-rc2", "1.0.0-rc10", "1.0", "v9", "v10", "1.0.0.1")
                        .sorted(Versions.ORDER)
                        .collect(Collectors.joining(" ")))
                .isEqualTo("1.0 1.0.0-rc2 1.0.0-rc10 1.0.0 1.0.0.1 2 10 v9 v10");
    }
}
