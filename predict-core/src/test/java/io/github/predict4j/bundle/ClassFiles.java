package io.github.predict4j.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;

/** Where classes come from, on the class path and on the module path. */
final class ClassFiles {
    private ClassFiles() {}

    /** The folder or jar that a class comes from. */
    static URL root(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        String url = String.valueOf(type.getResource("/" + name));
        String root = url.substring(0, url.length() - name.length());
        try {
            return URI.create(root.startsWith("jar:") ? root.substring(4, root.length() - 2) : root)
                    .toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
