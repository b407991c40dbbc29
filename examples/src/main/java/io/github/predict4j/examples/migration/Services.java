package io.github.predict4j.examples.migration;

import static io.github.predict4j.features.Features.standard;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.predict4j.Classification;
import io.github.predict4j.Prediction;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.examples.bike.Bike;
import io.github.predict4j.examples.iris.Iris;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.server.Mount;
import io.github.predict4j.http.server.PredictServer;
import io.github.predict4j.schema.Table;
import io.github.predict4j.training.Training;
import io.github.predict4j.tribuo.TribuoLearner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.optimisers.AdaGrad;

/** The three services, one after the other added to one server. */
final class Services {
    private static final long SEED = 42;

    private Services() {}

    /** All three at once. */
    static PredictServer.Builder all(Table days) throws IOException {
        PredictServer.Builder server = PredictServer.builder();
        rentals(server, days);
        species(server);
        minimal(server);
        return server;
    }

    /** {@code POST /api/makecalc/}: days as pandas writes them, {@code {"0":{…},"1":{…}}}; a number for each key. */
    static void rentals(PredictServer.Builder server, Table days) {
        server.bundle(Bike.training().holdOutLast(0.2).fit(days))
                .mount(Mount.post("/api/makecalc/", "bike").fields(AnswerField.PREDICTION));
    }

    /** {@code GET /iris/api/v1.0/getpred?sepal_length=5.1&…}: every class with its probability. */
    static void species(PredictServer.Builder server) throws IOException {
        server.bundle(Iris.train(Iris.flowers()))
                .mount(Mount.get("/iris/api/v1.0/getpred", "iris")
                        .shape((prediction, input) -> new Result(classes(prediction))))
                .notFound("{\"code\":\"PAGE_NOT_FOUND\"}");
    }

    private record Result(List<Share> result) {}

    /** Jackson writes a record's components under their names; "class" is none that Java allows. */
    private record Share(@JsonProperty("class") String label, double probability) {}

    private static List<Share> classes(Prediction prediction) {
        Classification classification = (Classification) prediction;
        List<Share> classes = new ArrayList<>();
        for (String label : classification.labels()) {
            classes.add(new Share(label, classification.probability(label)));
        }
        return classes;
    }

    /** {@code POST /predict}: a list of numbers; what is predicted, how sure, and the numbers again. */
    static void minimal(PredictServer.Builder server) throws IOException {
        server.bundle(linear())
                .mount(Mount.post("/predict", "minimal")
                        .list("features")
                        .shape((prediction, input) -> new Echo(
                                prediction.label(),
                                ((Classification) prediction).probability(),
                                List.copyOf(input.values()))))
                .health("{\"status\":\"healthy\",\"model\":\"loaded\"}");
    }

    private record Echo(String prediction, double confidence, List<Object> input) {}

    /** A logistic regression over four scaled lengths. */
    private static Bundle linear() throws IOException {
        var trainer = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.5), 20, SEED);
        return Training.classification("species")
                .named("minimal", "1.0.0")
                .pipeline(
                        "minimal-features",
                        "1.0.0",
                        standard("sepal_length", "sepal_width", "petal_length", "petal_width"))
                .learner(TribuoLearner.of(trainer))
                .holdOut(0.2, SEED)
                .provenance("data", "R. A. Fisher (1936), 150 rows")
                .fit(Iris.flowers());
    }
}
