package io.github.predict4j.bundle;

import io.github.predict4j.bundle.BundleException.Reason;
import java.util.List;

/** A hostile or damaged file, with what must be said about it. */
final class Attack {
    final String name;
    final Reason reason;
    final List<String> says;
    private final byte[] file;

    /** @param name what is wrong, after the number of its line in the list of defences */
    Attack(String name, Reason reason, byte[] file, String... says) {
        this.name = name;
        this.reason = reason;
        this.file = file.clone();
        this.says = List.of(says);
    }

    byte[] file() {
        return file.clone();
    }

    @Override
    public String toString() {
        return name;
    }
}
