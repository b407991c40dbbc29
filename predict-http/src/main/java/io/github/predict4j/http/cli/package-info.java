/**
 * The command line of the standalone jar: {@code serve}, {@code score}, {@code inspect}, {@code diff},
 * {@code verify}. {@code docs/command-line.md} describes them.
 *
 * <p>Commands write through the writers of {@link picocli.CommandLine}, never to {@code System.out}, so that they can be
 * run and read by a program; {@code score} moves bytes, through its streams. Exit codes: 0 done, 1 something is wrong with a file or the network, 2 wrong usage;
 * {@code diff} is like diff(1).
 */
@NullMarked
package io.github.predict4j.http.cli;

import org.jspecify.annotations.NullMarked;
