package dev.parley.testkit.planted.time;

/** Sleeps. */
public final class Sleeper {
    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
