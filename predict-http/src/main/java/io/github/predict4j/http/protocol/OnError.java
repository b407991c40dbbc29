package io.github.predict4j.http.protocol;

/** What becomes of a body if some of its rows cannot be predicted. */
enum OnError {
    /** It is refused with the faults of all rows. */
    FAIL,
    /** Each such row is answered with its faults in place of its prediction. */
    REPORT
}
