package io.github.predict4j.bundle;

import io.github.predict4j.pipeline.SchemaState;
import io.github.predict4j.pipeline.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Writes bundles of format 1.0. */
final class BundleWriter {
    static final String SCHEMA = "schema";
    static final String PIPELINE = "pipeline";
    static final String MODEL = "model";
    static final String GOLDEN_ROWS = "golden_rows";
    static final String TRAINING = "training";
    static final String STATISTICS = "statistics";

    /** In the manifest's writer: the version of the time zone database, of which results of dates may depend. */
    static final String TZDB = "tzdb";

    private record Content(String name, String kind, ByteBuffer bytes, boolean mustUnderstand) {}

    private BundleWriter() {}

    /** What writes here. The Java version is the feature version: a patch does not change a bundle. */
    static Map<String, String> here() {
        Map<String, String> writer = new LinkedHashMap<>();
        writer.put("predict4j", libraryVersion());
        writer.put("java", Integer.toString(Runtime.version().feature()));
        writer.put(TZDB, ZoneRulesProvider.getVersions("UTC").lastKey());
        return writer;
    }

    static byte[] bytes(Bundle bundle) {
        List<Content> contents = contents(bundle);
        // Offsets are in the manifest and depend on its length: lay out from 0 on, then shift by a fixed point.
        int start = Layout.HEADER;
        byte[] manifest = manifest(bundle, contents, start);
        while (Layout.aligned((long) Layout.HEADER + manifest.length) != start) {
            start = Layout.aligned((long) Layout.HEADER + manifest.length);
            manifest = manifest(bundle, contents, start);
        }
        long end = start;
        for (Content content : contents) {
            end = Layout.aligned(end + content.bytes.remaining());
        }
        byte[] file = new byte[Math.toIntExact(end + Layout.TRAILER)];
        ByteBuffer out = Layout.littleEndian(file);
        out.put(Layout.magic());
        out.putShort((short) Layout.MAJOR).putShort((short) Layout.MINOR).putInt(manifest.length);
        out.put(manifest).position(start);
        for (Content content : contents) {
            out.put(content.bytes.duplicate());
            out.position(Layout.aligned(out.position()));
        }
        out.put(Layout.sha256(out.duplicate().flip())).put(Layout.endMagic());
        return file;
    }

    private static List<Content> contents(Bundle bundle) {
        List<Content> contents = new ArrayList<>();
        contents.add(state(SCHEMA, SCHEMA, SchemaState.of(bundle.pipeline().schema())));
        contents.add(state(PIPELINE, PIPELINE, bundle.pipeline().state()));
        if (bundle.model() != null) {
            contents.add(state(MODEL, ModelState.kind(bundle.model()), ModelState.of(bundle.model())));
        }
        contents.add(state(GOLDEN_ROWS, GOLDEN_ROWS, goldenRows(bundle)));
        contents.add(state(TRAINING, TRAINING, training(bundle)));
        Unparsed statistics = bundle.statisticsSection();
        if (statistics != null) {
            contents.add(new Content(STATISTICS, STATISTICS, statistics.bytes(), false));
        }
        return contents;
    }

    private static Content state(String name, String kind, State state) {
        return new Content(name, kind, ByteBuffer.wrap(state.toBytes()), true);
    }

    private static State goldenRows(Bundle bundle) {
        return State.builder()
                .put("tolerance", bundle.tolerance())
                .putStates(
                        "rows",
                        bundle.goldenRows().stream().map(GoldenRow::state).toList())
                .build();
    }

    private static State training(Bundle bundle) {
        State.Builder provenance = State.builder();
        bundle.provenance().entries().forEach(provenance::put);
        return State.builder()
                .put("provenance", provenance.build())
                .putStates(
                        "metrics",
                        bundle.metrics().stream().map(BundleWriter::metric).toList())
                .build();
    }

    private static State metric(Metric metric) {
        return State.builder()
                .put("name", metric.name())
                .put("value", metric.value())
                .put("split", metric.split())
                .put("rows", metric.rows())
                .build();
    }

    private static byte[] manifest(Bundle bundle, List<Content> contents, int start) {
        List<Manifest.Section> sections = new ArrayList<>();
        long offset = start;
        for (Content content : contents) {
            String sha256 = HexFormat.of().formatHex(Layout.sha256(content.bytes));
            sections.add(new Manifest.Section(
                    content.name, content.kind, 1, offset, content.bytes.remaining(), sha256, content.mustUnderstand));
            offset = Layout.aligned(offset + content.bytes.remaining());
        }
        String fingerprint = bundle.pipeline().fingerprint();
        return new Manifest(
                        bundle.name(),
                        bundle.version(),
                        bundle.writer(),
                        new Manifest.PipelineId(
                                bundle.pipeline().name(), bundle.pipeline().version(), fingerprint),
                        bundle.output(),
                        bundle.model() == null ? null : fingerprint,
                        sections,
                        bundle.annotations())
                .write();
    }

    private static String libraryVersion() {
        try (InputStream in = BundleWriter.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
