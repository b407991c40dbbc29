package io.github.predict4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0",
                "1.2.3",
                "999999999.0.10",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-0.3.7",
                "1.0.0-x-y-z.--",
                "1.0.0+001",
                "1.0.0-beta+exp.sha.5114f85",
                "1.0.0-0a"
            })
    void parse_semanticVersion_writtenAsItWas(String text) {
        assertThat(Version.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "01.2.3",
                "1.02.3",
                "1.2.03",
                "v1.2.3",
                "1.2.x",
                "-1.2.3",
                "1.2.3-",
                "1.2.3+",
                "1.2.3-01",
                "1.2.3-a..b",
                "1.2.3-a.",
                "1.2.3+a+b",
                "1.2.3-+",
                "1.2.3-é",
                " 1.2.3",
                "1.2.3\n",
                "1234567890.0.0",
                "１.2.3"
            })
    void parse_anythingElse_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Version.parse(text))
                .withMessage("a version must be MAJOR.MINOR.PATCH, found \"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3,1,true",
        "1.0.0,1,true",
        "2.0.0,1,false",
        "0.9.0,1,false",
        "10.0.0,1,false",
        "1.2.3,1.2,true",
        "1.3.0,1.2,true",
        "1.1.9,1.2,false",
        "2.2.0,1.2,false",
        "1.2.3,1.2.3,true",
        "1.2.4,1.2.3,true",
        "1.3.0,1.2.3,true",
        "1.2.2,1.2.3,false",
        "2.0.0,1.2.3,false",
        "0.2.5,0,true",
        "0.2.5,0.2,true",
        "0.3.0,0.2,false",
        "0.2.5,0.2.5,true",
        "0.2.4,0.2.5,false",
        "0.3.5,0.2.5,false",
        "1.0.0,0,false",
        "1.2.3-rc.1,1,false",
        "1.2.3+build,1,true",
        "1.2.3+build-7,1,true"
    })
    void satisfies_range_asDocumented(String version, String range, boolean expected) {
        assertThat(Version.parse(version).satisfies(range)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.", "1.2.3.4", "01", "^1", "1.x", "*", "1.2.3-rc"})
    void satisfies_noRange_refused(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Version.parse("1.0.0").satisfies(range))
                .withMessage("a version range must be 1, 1.2 or 1.2.3, found \"" + range + "\"");
    }
}
