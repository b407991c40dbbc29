package io.github.predict4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void read_savedRun_figuresByNameWithParameters() throws Exception {
        Figure figure = Saved.figures().require("SingleRowBenchmark.chosen[C100]");

        assertThat(figure.unit()).isEqualTo("ns/op");
        assertThat(figure.score()).isPositive();
        assertThat(figure.cpu()).isPositive().isLessThan(figure.score());
        assertThat(figure.error()).isPositive();
        assertThat(figure.bytes()).isBetween(0.0, 1.0);
        assertThat(Saved.figures().find("PipelineBenchmark.copy")).isPresent();
    }
}
