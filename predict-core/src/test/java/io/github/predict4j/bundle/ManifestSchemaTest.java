package io.github.predict4j.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published JSON Schema of the manifest says what the reader does. */
class ManifestSchemaTest {
    private static final Path PUBLISHED = Path.of("..", "docs", "bundle-manifest.schema.json");

    private static List<Error> errors(byte[] manifest) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(PUBLISHED), InputFormat.JSON);
        return schema.validate(new String(manifest, StandardCharsets.UTF_8), InputFormat.JSON);
    }

    static Stream<String> kinds() {
        return SampleBundles.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void manifest_ofARealBundle_isValid(String kind) throws IOException {
        Bundle bundle = Objects.requireNonNull(SampleBundles.all().get(kind));
        assertThat(errors(BundleForge.of(bundle).json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.github.predict4j.bundle.CompatibilityTest#bundles")
    void manifest_ofAReleasedBundle_isValid(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = Layout.littleEndian(bytes).getInt(12);
        assertThat(errors(Arrays.copyOfRange(bytes, Layout.HEADER, Layout.HEADER + length)))
                .isEmpty();
    }

    /** What it can say, it says: not that keys are unique, nor that sections fit the file and the other sections. */
    static Stream<Attack> wrongManifests() {
        return ContainerAttacks.all().stream()
                .filter(attack -> attack.says.stream().anyMatch(says -> says.startsWith("/")))
                .filter(attack -> !attack.name.contains("duplicate key")
                        && !attack.name.contains("surrogate")
                        && !attack.name.contains("not a number")
                        && !attack.name.contains("100 digits")
                        && !attack.name.contains("a fraction") // 1.0 is an integer in JSON Schema
                        && !attack.name.contains("1e400")); // the validator cannot read it either
    }

    @ParameterizedTest
    @MethodSource("wrongManifests")
    void manifest_thatTheReaderRefusesByItself_isInvalid(Attack attack) throws IOException {
        byte[] file = attack.file();
        int length = Layout.littleEndian(file).getInt(12);
        byte[] manifest = Arrays.copyOfRange(file, Layout.HEADER, Layout.HEADER + length);
        assertThat(errors(manifest)).isNotEmpty();
    }
}
