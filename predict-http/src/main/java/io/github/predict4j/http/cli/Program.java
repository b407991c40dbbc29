package io.github.predict4j.http.cli;

/**
 * Where {@code predict.jar} begins. {@code serve} is started again with its archive, if there is one, before anything
 * else is loaded; all else is {@link Main}'s.
 */
public final class Program {
    private Program() {}

    /**
     * Runs the program and ends the JVM with its exit code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("serve")) {
            ClassArchive.use();
        }
        Main.main(args);
    }
}
