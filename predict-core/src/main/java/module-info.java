/** Schemas, feature pipelines, models, predictors and bundles. */
module io.github.predict4j.core {
    exports io.github.predict4j;
    exports io.github.predict4j.bundle;
    exports io.github.predict4j.model;
    exports io.github.predict4j.pipeline;
    exports io.github.predict4j.schema;
    exports io.github.predict4j.training;
    exports io.github.predict4j.tribuo;

    uses io.github.predict4j.pipeline.StepProvider;

    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;

    // Only the package tribuo uses these: at run time they may be absent.
    requires static com.google.protobuf;
    requires static com.oracle.labs.mlrg.olcut;
    requires static org.tribuo.classification.core;
    requires static org.tribuo.classification.dtree;
    requires static org.tribuo.classification.sgd;
    requires static org.tribuo.common.sgd;
    requires static org.tribuo.common.tree;
    requires static org.tribuo.core;
    requires static org.tribuo.math;
    requires static org.tribuo.regression.core;
    requires static org.tribuo.regression.rtree;
    requires static org.tribuo.regression.sgd;
}
