package io.github.predict4j.bench.peers;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;

/**
 * Writes a forest as an ONNX-ML TreeEnsembleRegressor of floats: votes are leaves of 1 / trees for the output of their
 * class, and the sum of a boosted ensemble is left as it is.
 */
final class OnnxModel {
    private final Forest forest;
    private final AttributeProto.Builder nodeTrees = ints("nodes_treeids");
    private final AttributeProto.Builder nodeIds = ints("nodes_nodeids");
    private final AttributeProto.Builder features = ints("nodes_featureids");
    private final AttributeProto.Builder left = ints("nodes_truenodeids");
    private final AttributeProto.Builder right = ints("nodes_falsenodeids");
    private final AttributeProto.Builder thresholds = attribute("nodes_values", AttributeType.FLOATS);
    private final AttributeProto.Builder modes = attribute("nodes_modes", AttributeType.STRINGS);
    private final AttributeProto.Builder leafTrees = ints("target_treeids");
    private final AttributeProto.Builder leafNodes = ints("target_nodeids");
    private final AttributeProto.Builder leafOutputs = ints("target_ids");
    private final AttributeProto.Builder leafWeights = attribute("target_weights", AttributeType.FLOATS);

    private OnnxModel(Forest forest) {
        this.forest = forest;
    }

    static byte[] write(Forest forest) {
        OnnxModel model = new OnnxModel(forest);
        for (int tree = 0; tree < forest.trees(); tree++) {
            for (int node = 0; node < forest.nodes(tree); node++) {
                model.add(tree, node);
            }
        }
        return model.build();
    }

    private void add(int tree, int node) {
        boolean leaf = forest.leaf(tree, node);
        nodeTrees.addInts(tree);
        nodeIds.addInts(node);
        features.addInts(leaf ? 0 : forest.feature(tree, node));
        left.addInts(leaf ? 0 : forest.left(tree, node));
        right.addInts(leaf ? 0 : forest.right(tree, node));
        thresholds.addFloats(leaf ? 0 : (float) forest.threshold(tree, node));
        modes.addStrings(ByteString.copyFromUtf8(leaf ? "LEAF" : "BRANCH_LEQ"));
        if (leaf) {
            double value = forest.value(tree, node);
            leafTrees.addInts(tree);
            leafNodes.addInts(node);
            leafOutputs.addInts(forest.votes() ? (long) value : 0);
            leafWeights.addFloats(forest.votes() ? 1f / forest.trees() : (float) value);
        }
    }

    private byte[] build() {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType("TreeEnsembleRegressor")
                .setDomain("ai.onnx.ml")
                .addInput("x")
                .addOutput("y")
                .addAttribute(attribute("n_targets", AttributeType.INT).setI(forest.outputs()))
                .addAttribute(text("aggregate_function", forest.votes() || forest.boosted() ? "SUM" : "AVERAGE"))
                .addAttribute(text("post_transform", "NONE"));
        for (AttributeProto.Builder column : new AttributeProto.Builder[] {
            nodeTrees, nodeIds, features, left, right, thresholds, modes, leafTrees, leafNodes, leafOutputs, leafWeights
        }) {
            node.addAttribute(column);
        }
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(15))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3))
                .setGraph(GraphProto.newBuilder()
                        .setName("forest")
                        .addNode(node)
                        .addInput(value("x", forest.width()))
                        .addOutput(value("y", forest.outputs())))
                .build()
                .toByteArray();
    }

    private static ValueInfoProto value(String name, int width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static AttributeProto.Builder ints(String name) {
        return attribute(name, AttributeType.INTS);
    }

    private static AttributeProto.Builder text(String name, String value) {
        return attribute(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value));
    }

    private static AttributeProto.Builder attribute(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
