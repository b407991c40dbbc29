package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The members of one JSON object that mean something, each of which may be there once. */
final class OipMembers {
    private final String what;
    private final Set<String> seen = new HashSet<>();

    /**
     * @param what the object in words
     */
    OipMembers(String what) {
        this.what = what;
    }

    boolean has(String member) {
        return seen.contains(member);
    }

    /** Notes a member. */
    void once(String member) throws RefusedException {
        if (!seen.add(member)) {
            throw Oip.refused(what + " must have one \"" + member + "\", found two");
        }
    }

    /** The text that is the member's value. */
    String text(JsonParser in, String member) throws IOException, RefusedException {
        require(in, member, JsonToken.VALUE_STRING, "a text");
        return JsonRow.requireText(in.getText());
    }

    /** The whole number of at least 0 that is the member's value. */
    long count(JsonParser in, String member) throws IOException, RefusedException {
        require(in, member, JsonToken.VALUE_NUMBER_INT, "a whole number");
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER || in.getLongValue() < 0) {
            throw Oip.refused("\"" + member + "\" of " + what + " must be at least 0 and below 2^63, found "
                    + Oip.cut(in.getText()));
        }
        return in.getLongValue();
    }

    /** The boolean that is the member's value. */
    boolean flag(JsonParser in, String member) throws IOException, RefusedException {
        boolean yes = in.currentToken() == JsonToken.VALUE_TRUE;
        require(in, member, yes ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE, "true or false");
        return yes;
    }

    /** Goes into the object that is the member's value. */
    void begin(JsonParser in, String member) throws RefusedException {
        require(in, member, JsonToken.START_OBJECT, "an object");
    }

    /** Goes into the array that is the member's value. */
    void beginArray(JsonParser in, String member) throws RefusedException {
        require(in, member, JsonToken.START_ARRAY, "an array");
    }

    private void require(JsonParser in, String member, JsonToken token, String required) throws RefusedException {
        once(member);
        if (in.currentToken() != token) {
            throw Oip.refused("\"" + member + "\" of " + what + " must be " + required + ", found "
                    + JsonRow.describe(in.currentToken()));
        }
    }
}
