module consumer {
    requires io.github.predict4j.core;
    requires io.github.predict4j.features;
}
