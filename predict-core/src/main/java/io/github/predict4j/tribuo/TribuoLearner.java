package io.github.predict4j.tribuo;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import io.github.predict4j.training.Learned;
import io.github.predict4j.training.Learner;
import io.github.predict4j.training.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * Learns with a Tribuo trainer and converts what it made, as {@link TribuoModels} says.
 *
 * <p>Each record becomes a Tribuo example with all features, of weight 1.
 *
 * <p><b>The same every time.</b> A Tribuo trainer counts its uses, and gives another model each time because its random
 * numbers go on; those of the trainer inside an ensemble do, too, and cannot be set back from outside. So the settings of
 * the trainer are read once, by {@link #of}, and each {@link #learn} uses a new trainer made of them: the same records and
 * settings give the same model, the one that a new trainer of your own would give, however often the trainer was used
 * before. The trainer itself is not used or kept.
 *
 * <p><b>Logging.</b> Tribuo's ensembles log a line for each tree to {@code java.util.logging}, at INFO. That is for the
 * program to configure, for example {@code Logger.getLogger("org.tribuo").setLevel(Level.WARNING)} with the logger held in
 * a static field.
 *
 * <p><b>Precision.</b> Tribuo's regression trees keep the target as floats.
 *
 * <p>Immutable and safe for use by several threads at once.
 *
 * @since 0.1.0
 */
public final class TribuoLearner implements Learner {

    private final TrainerProvenance settings;

    private TribuoLearner(TrainerProvenance settings) {
        this.settings = settings;
    }

    /**
     * Makes a learner of a trainer's settings.
     *
     * @param trainer a trainer for {@link Label} or {@link Regressor}, whose settings are all configurable
     * @return the learner
     * @throws IllegalArgumentException if no trainer with equal settings can be made of them
     */
    // Whoever calls this has Tribuo; requires transitive would force it on everybody else.
    @SuppressWarnings("exports")
    public static TribuoLearner of(Trainer<?> trainer) {
        TribuoLearner learner = new TribuoLearner(trainer.getProvenance());
        Map<String, String> required = TrainerTexts.of(learner.settings);
        Map<String, String> found = TrainerTexts.of(learner.newTrainer().getProvenance());
        if (!required.equals(found)) {
            throw new IllegalArgumentException(
                    "trainer must be made again by its settings " + required + ", found " + found);
        }
        return learner;
    }

    /**
     * {@inheritDoc}
     *
     * @return the converted model; the labels are those in the target's values, in the order of Tribuo's ids
     * @throws IllegalArgumentException also if there is no record or no feature, a value is missing, which Tribuo does not
     *     take, or the trainer is not one for this kind of target
     */
    @Override
    public Learned learn(double[] features, List<String> names, Target target) {
        check(features, names, target.size());
        Model<?> model = switch (target.task()) {
            case CLASSIFICATION ->
                train(features, names, target, new LabelFactory(), record -> new Label(target.label(record)));
            case REGRESSION ->
                train(
                        features,
                        names,
                        target,
                        new RegressionFactory(),
                        record -> new Regressor(target.name(), target.value(record)));
        };
        return TribuoModels.convert(model, names);
    }

    private <T extends Output<T>> Model<T> train(
            double[] features, List<String> names, Target target, OutputFactory<T> outputs, IntFunction<T> output) {
        String[] columns = names.toArray(String[]::new);
        var dataset = new MutableDataset<T>(new SimpleDataSourceProvenance("predict4j", outputs), outputs);
        for (int record = 0; record < target.size(); record++) {
            int from = record * columns.length;
            double[] values = Arrays.copyOfRange(features, from, from + columns.length);
            dataset.add(new ArrayExample<>(output.apply(record), columns, values));
        }
        // A trainer does not tell the type of its output: one of another type fails where it meets the first output.
        @SuppressWarnings("unchecked")
        Trainer<T> trainer = (Trainer<T>) newTrainer();
        try {
            return trainer.train(dataset);
        } catch (ClassCastException e) {
            throw new IllegalArgumentException(
                    "trainer must be one for " + target.task() + ", found " + settings.getClassName(), e);
        }
    }

    private Trainer<?> newTrainer() {
        List<ConfigurationData> configuration = ProvenanceUtil.extractConfiguration(settings);
        try {
            ConfigurationManager manager = new ConfigurationManager();
            manager.addConfiguration(configuration);
            // The first is the outermost object, the others are what it refers to.
            return (Trainer<?>) manager.lookup(configuration.get(0).getName());
        } catch (PropertyException e) {
            throw new IllegalArgumentException(
                    "trainer must be one that its settings make, found " + settings.getClassName(), e);
        }
    }

    private static void check(double[] features, List<String> names, int records) {
        Columns.places(names);
        if (records == 0 || names.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one record and one feature, found " + records
                    + " records and " + names.size() + " features");
        }
        if (features.length != Math.multiplyExact(records, names.size())) {
            throw new IllegalArgumentException("features.length must be " + records + " records x " + names.size()
                    + " names, found " + features.length);
        }
        for (int i = 0; i < features.length; i++) {
            if (!Double.isFinite(features[i])) {
                throw new IllegalArgumentException("features must be finite, as Tribuo takes no missing values, found "
                        + features[i] + " for '" + names.get(i % names.size()) + "' in record " + i / names.size());
            }
        }
    }
}
