/**
 * What a raw record looks like, and the row that carries one.
 *
 * <p>A {@link io.github.predict4j.schema.Schema} is an ordered list of {@link io.github.predict4j.schema.Field}s: name,
 * type, allowed values, and what happens to a missing or an invalid value. A {@link io.github.predict4j.schema.Row} is
 * one record checked against it; it is owned by one caller, reusable, and allocates nothing when it is filled with
 * valid values. A {@link io.github.predict4j.schema.Table} is many records as columns, for training.
 *
 * <p>Behind the door of a row everything is a {@code double}: a number is itself, a boolean 0 or 1, a category its index
 * in the field's dictionary (-1 when unseen), a date its epoch day, and a missing value NaN.
 *
 * <p>Faults of a record are {@link io.github.predict4j.schema.Violation}s. They are collected, not thrown one by one:
 * whoever scores the row gets them all in one {@link io.github.predict4j.schema.InvalidRowException}.
 *
 * <p>This package knows nothing of the others.
 */
@NullMarked
package io.github.predict4j.schema;

import org.jspecify.annotations.NullMarked;
