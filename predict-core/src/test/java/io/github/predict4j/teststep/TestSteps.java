package io.github.predict4j.teststep;

import java.io.IOException;
import java.io.InputStream;

/**
 * A class loader that has the steps of this package as services. The tests run inside the module of core, and the module
 * system takes no service from there that the module does not declare; so this loader defines the classes once more.
 */
public final class TestSteps extends ClassLoader {
    /** The steps of this package. */
    public static final ClassLoader LOADER = new TestSteps();

    private TestSteps() {
        super(TestSteps.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(TestSteps.class.getPackageName() + ".")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = TestSteps.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
