/**
 * Bytes to rows and predictions to bytes: one small class a wire protocol, none of which knows the server.
 *
 * <p>A {@link io.github.predict4j.http.protocol.Protocol} answers one request's body for one
 * {@link io.github.predict4j.http.protocol.ServedModel}. All protocols share one reader of rows, which fills a
 * {@link io.github.predict4j.schema.Row} straight from the parser, and one writer of predictions; what differs between
 * them is only the envelope. {@link io.github.predict4j.http.protocol.JsonProtocol} is our own;
 * {@link io.github.predict4j.http.protocol.QueryProtocol} and {@link io.github.predict4j.http.protocol.ListProtocol} are
 * for paths that replace other services, whose answers an {@link io.github.predict4j.http.protocol.AnswerShape} forms.
 *
 * <p>A request that cannot be answered ends in a {@link io.github.predict4j.http.protocol.RefusedException}, which carries
 * a {@link io.github.predict4j.http.protocol.Problem}: the status, a code for programs, and every
 * {@link io.github.predict4j.http.protocol.Fault} of every row. Problems never hold a stack trace, a class name or a
 * library's text.
 *
 * <p>Memory that is reused from request to request (row, scores, response buffer) belongs to the served model and goes
 * with it. There are no thread-locals and no static state.
 */
@NullMarked
package io.github.predict4j.http.protocol;

import org.jspecify.annotations.NullMarked;
