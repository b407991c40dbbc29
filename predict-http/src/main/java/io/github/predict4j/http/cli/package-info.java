/**
 * The command line of the standalone jar: {@code serve}, {@code inspect}, {@code verify}.
 *
 * <p>Commands write through the writers of {@link picocli.CommandLine}, never to {@code System.out}, so that they can be
 * run and read by a program. Exit codes: 0 done, 1 something is wrong with a file or the network, 2 wrong usage.
 */
@NullMarked
package io.github.predict4j.http.cli;

import org.jspecify.annotations.NullMarked;
