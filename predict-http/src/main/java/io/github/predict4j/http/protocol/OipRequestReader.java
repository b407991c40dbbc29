package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.Predictor;
import io.github.predict4j.schema.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request: its JSON object, and the raw tensors behind it. Members it does not know it passes over. */
final class OipRequestReader {
    /** How many inputs there may be beside one for each field. */
    static final int MORE_INPUTS = 64;

    private final JsonFactory json;
    private final byte[] body;
    private final int jsonLength;
    private final OipBinary binary;
    private final Predictor predictor;
    private final Row row;
    private final OipMembers members = new OipMembers("the request");
    private final List<OipInput> inputs = new ArrayList<>();
    private final Map<OipOutput, @Nullable Boolean> outputs = new LinkedHashMap<>();
    private @Nullable String id;
    private boolean binaryOutput;
    private long timeoutMicros = -1;

    /**
     * @param body JSON, then raw tensors
     * @param jsonLength how many bytes of the body are JSON
     * @param length how many bytes the body has
     */
    OipRequestReader(
            JsonFactory json, ServedModel model, Workspace workspace, byte[] body, int jsonLength, int length) {
        this.json = json;
        this.body = body;
        this.jsonLength = jsonLength;
        this.binary = new OipBinary(body, jsonLength, length);
        this.predictor = model.predictor();
        this.row = workspace.batch().row();
    }

    /**
     * Reads all of it.
     *
     * @param in before the first token
     */
    void read(JsonParser in) throws IOException, RefusedException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw Oip.refused("the body must be a JSON object, found another value or none");
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String member = in.currentName();
            if (in.nextToken() == JsonToken.VALUE_NULL) {
                continue; // some clients write out what they leave out
            }
            switch (member) {
                case "id" -> id = members.text(in, member);
                case "parameters" -> parameters(in);
                case "inputs" -> inputs(in);
                case "outputs" -> outputs(in);
                default -> in.skipChildren();
            }
        }
        if (!members.has("inputs")) {
            throw Oip.refused("the request must have \"inputs\", found none");
        }
        binary.requireEnd();
    }

    /** What was read. */
    OipRequest request() throws RefusedException {
        return new OipRequest(id, OipColumns.of(inputs, row), wanted(), timeoutMicros);
    }

    private void parameters(JsonParser in) throws IOException, RefusedException {
        members.begin(in, "parameters");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String parameter = in.currentName();
            in.nextToken();
            switch (parameter) {
                case "binary_data_output" -> binaryOutput = members.flag(in, parameter);
                case "timeout" -> timeoutMicros = members.count(in, parameter);
                default -> in.skipChildren();
            }
        }
    }

    private void inputs(JsonParser in) throws IOException, RefusedException {
        members.beginArray(in, "inputs");
        int most = predictor.schema().size() + MORE_INPUTS;
        Set<String> names = new HashSet<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            requireObject(in, "an input");
            if (inputs.size() == most) {
                throw Oip.refused("inputs must be at most " + most + ", found more");
            }
            OipInput input = new OipInputReader(json, body, jsonLength, binary).read(in);
            if (!names.add(input.name())) {
                throw Oip.refused("input " + Oip.quote(input.name()) + ": required once, found twice");
            }
            inputs.add(input);
        }
    }

    private void outputs(JsonParser in) throws IOException, RefusedException {
        members.beginArray(in, "outputs");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            requireObject(in, "an output");
            output(in);
        }
    }

    private void output(JsonParser in) throws IOException, RefusedException {
        OipMembers own = new OipMembers("an output");
        String name = "";
        Boolean raw = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String member = in.currentName();
            if (in.nextToken() == JsonToken.VALUE_NULL) {
                continue; // some clients write out what they leave out
            }
            switch (member) {
                case "name" -> name = own.text(in, member);
                case "parameters" -> raw = outputParameters(in, own);
                default -> in.skipChildren();
            }
        }
        OipOutput asked = OipOutput.of(name, predictor.output());
        if (outputs.containsKey(asked)) {
            throw Oip.refused("output " + Oip.quote(name) + ": required once, found twice");
        }
        outputs.put(asked, raw);
    }

    private static @Nullable Boolean outputParameters(JsonParser in, OipMembers own)
            throws IOException, RefusedException {
        own.begin(in, "parameters");
        Boolean raw = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String parameter = in.currentName();
            in.nextToken();
            switch (parameter) {
                case "binary_data" -> raw = own.flag(in, parameter);
                case "classification" ->
                    throw Oip.refused("an output must be asked for without \"classification\", found it");
                case "shared_memory_region" ->
                    throw Oip.refused("an output must come with the answer, found shared memory");
                default -> in.skipChildren();
            }
        }
        return raw;
    }

    private static void requireObject(JsonParser in, String what) throws RefusedException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw Oip.refused(what + " must be an object, found " + JsonRow.describe(in.currentToken()));
        }
    }

    /** All outputs, if none was asked for. */
    private List<OipRequest.Wanted> wanted() {
        if (outputs.isEmpty()) {
            return OipOutput.wanted(predictor.output(), binaryOutput);
        }
        List<OipRequest.Wanted> wanted = new ArrayList<>();
        outputs.forEach((one, raw) -> wanted.add(new OipRequest.Wanted(one, raw == null ? binaryOutput : raw)));
        return wanted;
    }
}
