/**
 * What a program uses to predict: a {@link io.github.predict4j.Predictor}, its rows, and its predictions.
 *
 * <p>The house has these floors, lowest first; an import never points upwards.
 *
 * <table>
 * <caption>Packages</caption>
 * <tr><th>package</th><th>holds</th></tr>
 * <tr><td>{@code model}</td><td>trees and linear models over arrays</td></tr>
 * <tr><td>{@code schema}</td><td>fields, rows, their faults; tables for training</td></tr>
 * <tr><td>{@code pipeline}</td><td>fitted steps from a row to features</td></tr>
 * <tr><td>this one</td><td>pipeline and model together: rows in, predictions out</td></tr>
 * <tr><td>{@code bundle}</td><td>the one file that carries all of it</td></tr>
 * <tr><td>{@code training}</td><td>split, fit, learn, evaluate: makes a bundle</td></tr>
 * <tr><td>{@code tribuo}</td><td>learns with Tribuo; the only package that needs it</td></tr>
 * </table>
 */
@NullMarked
package io.github.predict4j;

import org.jspecify.annotations.NullMarked;
