package io.github.predict4j.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.predict4j.teststep.Centre;
import io.github.predict4j.teststep.TestSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who predicts needs core and Jackson, and nothing else: no Tribuo, no protobuf. */
class IsolationTest {
    @Test
    void read_inAClassLoaderWithCoreAndJacksonOnly_scoresTheSame(@TempDir Path folder) throws Exception {
        try (URLClassLoader alone = alone()) {
            @SuppressWarnings("unchecked") // it is Score, of another class loader
            Function<Path, double[]> score = (Function<Path, double[]>) alone.loadClass(Score.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(score.getClass()).isNotEqualTo(Score.class);
            for (Bundle bundle : SampleBundles.all().values()) {
                if (bundle.model() == null) {
                    continue;
                }
                Path file = folder.resolve(bundle.name());
                bundle.write(file);
                assertThat(score.apply(file)).as(bundle.name()).isEqualTo(Score.with(TestSteps.LOADER, file));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.tribuo.Model",
                "com.google.protobuf.Message",
                "com.oracle.labs.mlrg.olcut.config.ConfigurationManager",
                "org.junit.jupiter.api.Test"
            })
    void aClassLoaderWithCoreAndJacksonOnly_hasNo(String absent) throws Exception {
        assertThat(Class.forName(absent, false, IsolationTest.class.getClassLoader()))
                .isNotNull();
        try (URLClassLoader alone = alone()) {
            assertThatThrownBy(() -> alone.loadClass(absent)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    private static URLClassLoader alone() {
        URL[] path = Stream.of(
                        Bundle.class,
                        Centre.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonProperty.class,
                        Nullable.class)
                .map(ClassFiles::root)
                .toArray(URL[]::new);
        // Its parent is the boot loader: the platform's would pass on to the modules of this JVM.
        return new URLClassLoader("core and Jackson", path, null);
    }

    /** Reads a bundle and scores its first golden row; runs in a class loader of its own. */
    public static final class Score implements Function<Path, double[]> {
        @Override
        public double[] apply(Path file) {
            return with(Score.class.getClassLoader(), file);
        }

        static double[] with(ClassLoader steps, Path file) {
            try {
                Bundle bundle = Bundle.read(file, ReadLimits.DEFAULTS, steps);
                var row = bundle.predictor()
                        .newRow()
                        .set("temp", 21.5)
                        .set("wind", 7)
                        .set("season", "summer")
                        .set("holiday", true)
                        .set("day", "2011-07-01");
                double[] scores = new double[bundle.predictor().output().size()];
                bundle.predictor().score(row, scores);
                return scores;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
