package dev.parley.testkit.planted.time;

/** Draws from a source that no test can choose. */
public final class DiceThrower {
    double dice() {
        return Math.random();
    }
}
