package io.github.predict4j.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.github.predict4j.bundle.Provenance;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.provenance.ModelProvenance;

/**
 * Flattens Tribuo's provenance to texts. Only what was configured is taken: class names and settings, down to the inner
 * trainers. What changes from run to run (times, machine, Java, how often a trainer was used) is in Tribuo's "instance
 * values", which are left out.
 */
final class TrainerTexts {

    private final Map<String, String> texts = new TreeMap<>();

    private TrainerTexts() {}

    static Provenance provenance(ModelProvenance model) {
        return new Provenance(of(model.getTrainerProvenance())).with("library", "Tribuo " + model.getTribuoVersion());
    }

    /** Returns the settings of a trainer, for example {@code trainer.innerTrainer.maxDepth: 8}. */
    static Map<String, String> of(ConfiguredObjectProvenance trainer) {
        TrainerTexts flat = new TrainerTexts();
        flat.add("trainer", trainer);
        return flat.texts;
    }

    private void add(String name, com.oracle.labs.mlrg.olcut.provenance.Provenance found) {
        if (found instanceof ConfiguredObjectProvenance object) {
            texts.put(name, object.getClassName());
            object.getConfiguredParameters().forEach((part, value) -> add(name + "." + part, value));
        } else if (found instanceof ListProvenance<?> list) {
            for (int i = 0; i < list.getList().size(); i++) {
                add(name + "." + i, list.getList().get(i));
            }
        } else if (found instanceof MapProvenance<?> map) {
            for (Pair<String, ? extends com.oracle.labs.mlrg.olcut.provenance.Provenance> entry : map) {
                add(name + "." + entry.getA(), entry.getB());
            }
        } else if (found instanceof PrimitiveProvenance<?> primitive) {
            texts.put(name, String.valueOf(primitive.getValue()));
        } else {
            throw new IllegalArgumentException("setting " + name + " must be a number, a text or an object, found "
                    + found.getClass().getName());
        }
    }
}
