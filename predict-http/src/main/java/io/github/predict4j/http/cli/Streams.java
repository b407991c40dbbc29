package io.github.predict4j.http.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The streams of the program where it moves bytes: {@code System.out} would turn them into text of the platform's encoding,
 * and says nothing when the other end of a pipe is gone.
 *
 * @param in standard input
 * @param out standard output; writing to a pipe that nobody reads throws {@link ClosedPipeException}
 * @param terminal whether standard error is one
 */
record Streams(InputStream in, OutputStream out, boolean terminal) {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    /** Those of the process. */
    static Streams ofProcess() {
        return new Streams(
                new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), isTerminal());
    }

    /** How many bytes standard input has, if it is a file; else 0. */
    long size() {
        try {
            return in instanceof FileInputStream file ? file.getChannel().size() : 0;
        } catch (IOException noFile) {
            return 0;
        }
    }

    /** {@link #out}, which closing only flushes: it is not ours. */
    OutputStream output() {
        return new Pipe(out);
    }

    /**
     * Java has no isatty, and System.console() knows about other streams than this one. Linux says what it is; elsewhere
     * progress is shown to whoever asks for it.
     */
    private static boolean isTerminal() {
        try {
            return isTerminal(
                    java.nio.file.Files.readSymbolicLink(STANDARD_ERROR).toString());
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }

    static boolean isTerminal(String device) {
        return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
    }

    /** Nobody reads what is written any more. */
    static final class ClosedPipeException extends IOException {
        private static final long serialVersionUID = 1L;

        ClosedPipeException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static final class Pipe extends FilterOutputStream {
        Pipe(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                // The JDK has no type for it: "Broken pipe" (EPIPE), on Windows "The pipe is being closed".
                boolean closed =
                        String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
                throw closed ? new ClosedPipeException(e) : new IOException("standard output: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
