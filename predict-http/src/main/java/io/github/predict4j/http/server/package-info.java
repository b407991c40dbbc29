/**
 * The server: bundles behind HTTP.
 *
 * <p>{@link io.github.predict4j.http.server.PredictServer} is the whole public face, with
 * {@link io.github.predict4j.http.server.HttpLimits} and {@link io.github.predict4j.http.server.Mount}. Several servers
 * may run in one JVM; there is no static state. No type of the HTTP library is in the public API, but of
 * {@link io.github.predict4j.http.server.UndertowHandler}, which is there for those who use that library themselves.
 *
 * <p>A request passes, in this order: the framing guard, which refuses what two readers could understand differently; the
 * router, which compares the raw path exactly; the registry of models, which says which one the path means; the predict
 * handler, which takes the body within its limits and answers on the connection's own thread if the work is small,
 * otherwise on a worker with a bounded queue; a {@link io.github.predict4j.http.protocol.Protocol}, which knows nothing of
 * HTTP.
 *
 * <p>Models come from bundles or from files. Files are looked at by one thread, which reads what has changed and puts a new
 * picture of all models in the place of the old one; requests read that picture and take no lock.
 *
 * <p>What the server says about itself ({@code /}, {@code /docs}, {@code /openapi.json}) comes from
 * {@link io.github.predict4j.http.openapi}.
 *
 * <p>Nothing a client sends is logged, except the raw path of a route that exists; a fault of ours is logged with an id,
 * and the id is all that the client is told.
 */
@NullMarked
package io.github.predict4j.http.server;

import org.jspecify.annotations.NullMarked;
