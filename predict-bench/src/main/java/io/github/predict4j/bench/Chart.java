package io.github.predict4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A contest as bars in SVG, one group a shape, on a logarithmic scale from 10 ns on, with error bars. Its colours follow
 * the reader's light or dark scheme, and are readable on either where they cannot.
 */
final class Chart {
    private static final int WIDTH = 900;
    private static final int LEFT = 250;
    private static final int BAR = 16;
    private static final int DECADE = 90;
    private static final int DECADES = 6;
    private static final String STYLE = "text{font:12px sans-serif;fill:#57606a}.g{font-weight:bold}"
            + ".bar{fill:#8c959f}.ours{fill:#1f883d}.line{stroke:#8c959f;stroke-opacity:.35}.error{stroke:#57606a}"
            + "@media(prefers-color-scheme:dark){text{fill:#adbac7}.bar{fill:#768390}.ours{fill:#46954a}"
            + ".error{stroke:#adbac7}}";

    private final StringBuilder body = new StringBuilder();
    private int y = 40;

    private Chart() {}

    static String svg(Contest contest) {
        Chart chart = new Chart();
        for (Shapes shape : Shapes.values()) {
            chart.group(shape, contest.times());
        }
        chart.scale();
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" role=\"img\">"
                        + "<title>%s</title>%n<style>%s</style>%n%s</svg>%n",
                WIDTH,
                chart.y + 10,
                escaped(contest.title()),
                STYLE,
                chart.body);
    }

    private void group(Shapes shape, Map<String, Map<Shapes, Figure>> times) {
        List<String> engines = new ArrayList<>(times.keySet());
        engines.removeIf(engine -> !times.getOrDefault(engine, Map.of()).containsKey(shape));
        if (engines.isEmpty()) {
            return;
        }
        text(10, y + 12, "g", shape.name());
        for (String engine : engines) {
            Figure figure = times.getOrDefault(engine, Map.of()).get(shape);
            if (figure != null) {
                bar(engine, figure);
            }
        }
        y += 14;
    }

    private void bar(String engine, Figure figure) {
        int end = x(figure.score());
        text(56, y + 12, "n", engine);
        add(
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                engine.equals(Contest.OURS) ? "ours" : "bar", LEFT, y + 2, Math.max(1, end - LEFT), BAR - 4);
        if (!Double.isNaN(figure.error())) {
            int middle = y + BAR / 2;
            int low = x(figure.score() - figure.error());
            int high = x(figure.score() + figure.error());
            add("<line class=\"error\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", low, middle, high, middle);
            end = Math.max(end, high);
        }
        text(end + 8, y + 12, "v", ReportPage.number(figure.score()) + " ns");
        y += BAR;
    }

    private void scale() {
        for (int decade = 0; decade <= DECADES; decade++) {
            int x = LEFT + decade * DECADE;
            add("<line class=\"line\" x1=\"%d\" y1=\"34\" x2=\"%d\" y2=\"%d\"/>", x, x, y);
            text(
                    x - 10,
                    24,
                    "s",
                    List.of("10 ns", "100 ns", "1 us", "10 us", "100 us", "1 ms", "10 ms")
                            .get(decade));
        }
    }

    private static int x(double nanos) {
        double decades = Math.log10(Math.max(nanos, 10) / 10);
        return LEFT + (int) Math.round(Math.min(decades, DECADES) * DECADE);
    }

    private void text(int x, int baseline, String kind, String content) {
        add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", kind, x, baseline, escaped(content));
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
