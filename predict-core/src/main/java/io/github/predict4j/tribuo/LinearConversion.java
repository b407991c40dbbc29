package io.github.predict4j.tribuo;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import java.util.List;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.common.sgd.AbstractLinearSGDModel;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.util.ExpNormalizer;

/** Converts linear models: a row of weights for each output, the bias as the last of them. */
final class LinearConversion {

    private LinearConversion() {}

    static LinearModel convert(AbstractLinearSGDModel<?> model, List<String> names, Outputs outputs) {
        PostTransform postTransform = postTransform(model);
        int[] columns = Columns.of(model.getFeatureIDMap(), names);
        DenseMatrix matrix = model.getWeightsCopy();
        double[] weights = new double[outputs.size() * names.size()];
        double[] biases = new double[outputs.size()];
        for (int k = 0; k < biases.length; k++) {
            for (int id = 0; id < columns.length; id++) {
                weights[k * names.size() + columns[id]] = matrix.get(k, id);
            }
            biases[k] = matrix.get(k, columns.length);
        }
        return LinearModel.of(weights, biases, postTransform);
    }

    private static PostTransform postTransform(AbstractLinearSGDModel<?> model) {
        if (model instanceof LinearSGDModel classifier) {
            String normalizer = normalizer(classifier);
            if (!classifier.generatesProbabilities() || !normalizer.equals(ExpNormalizer.class.getName())) {
                throw new IllegalArgumentException("linear classification must give probabilities by a softmax, as with"
                        + " LogMulticlass, found the normalizer " + normalizer);
            }
            return PostTransform.SOFTMAX;
        }
        if (model instanceof org.tribuo.regression.sgd.linear.LinearSGDModel) {
            return PostTransform.NONE;
        }
        throw new IllegalArgumentException(
                "linear model must be a LinearSGDModel of classification or regression, found "
                        + model.getClass().getName());
    }

    /** The class of the normalizer, which is public only in the serialized form. */
    private static String normalizer(LinearSGDModel model) {
        try {
            return model.serialize()
                    .getSerializedData()
                    .unpack(ClassificationLinearSGDProto.class)
                    .getNormalizer()
                    .getClassName();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Tribuo's own serialized form must be readable", e);
        }
    }
}
