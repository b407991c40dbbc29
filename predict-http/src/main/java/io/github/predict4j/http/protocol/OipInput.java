package io.github.predict4j.http.protocol;

/**
 * One input of a request.
 *
 * @param name the name
 * @param shape the shape
 * @param type the datatype
 * @param elements as many elements as the shape says
 */
record OipInput(String name, OipShape shape, OipType type, OipElements elements) {}
