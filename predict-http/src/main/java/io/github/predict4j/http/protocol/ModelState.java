package io.github.predict4j.http.protocol;

/** Whether a model can be asked. */
public enum ModelState {
    /** Not yet: it is being read, verified or warmed up. */
    LOADING,
    /** Yes. */
    READY,
    /** No: loading it failed. */
    UNAVAILABLE
}
