package io.github.predict4j.bench.peers;

import io.github.predict4j.bench.Shapes;
import java.util.List;

/** The engines, and which of the shapes each of them can evaluate. */
public enum Engine {
    /** predict4j. */
    PREDICT4J("predict4j"),
    /** Tribuo: what it has trained. */
    TRIBUO("Tribuo 4.3.2"),
    /** XGBoost as Tribuo has it: boosted ensembles only. */
    XGBOOST_1("xgboost4j 1.6.2, disposed"),
    /** The same class with XGBoost 3.4.0, which needs a class path of its own. */
    XGBOOST_3("xgboost4j 3.4.0, disposed"),
    /** The same without a matrix for each call. */
    XGBOOST_3_IN_PLACE("xgboost4j 3.4.0, in place"),
    /** XGBoost's models in plain Java. */
    XGBOOST_PREDICTOR("xgboost-predictor 0.3.20"),
    /** ONNX Runtime: all shapes, as floats. */
    ONNX("ONNX Runtime 1.24.2, float"),
    /** LightGBM: one output. */
    LIGHTGBM("LightGBM 4.3.0, JNI"),
    /** JPMML: one output; B2 is too large as objects. */
    JPMML("JPMML 1.6.11");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    /** Its name and version. */
    String title() {
        return title;
    }

    /** Whether its answers are floats. */
    boolean answersFloats() {
        return switch (this) {
            case XGBOOST_1, XGBOOST_3, XGBOOST_3_IN_PLACE, XGBOOST_PREDICTOR, ONNX -> true;
            case PREDICT4J, TRIBUO, LIGHTGBM, JPMML -> false;
        };
    }

    /** The shapes it can evaluate. */
    List<Shapes> shapes() {
        return switch (this) {
            case PREDICT4J, ONNX -> List.of(Shapes.values());
            case TRIBUO -> List.of(Shapes.A, Shapes.B1, Shapes.B2);
            case XGBOOST_1, XGBOOST_3, XGBOOST_3_IN_PLACE, XGBOOST_PREDICTOR -> List.of(Shapes.C100, Shapes.C500);
            case LIGHTGBM -> List.of(Shapes.B1, Shapes.B2, Shapes.C100, Shapes.C500);
            case JPMML -> List.of(Shapes.B1, Shapes.C100, Shapes.C500);
        };
    }

    Peer open(Forest forest) throws Exception {
        return switch (this) {
            case PREDICT4J -> new Ours(forest);
            case TRIBUO -> new Tribuo(forest);
            case XGBOOST_1, XGBOOST_3 -> new Xgboost(forest);
            case XGBOOST_3_IN_PLACE -> new XgboostInPlace(forest);
            case XGBOOST_PREDICTOR -> new XgboostPredictor(forest);
            case ONNX -> new Onnx(forest);
            case LIGHTGBM -> new LightGbm(forest);
            case JPMML -> new Jpmml(forest);
        };
    }
}
