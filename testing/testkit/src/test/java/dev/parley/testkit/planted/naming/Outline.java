package dev.parley.testkit.planted.naming;

/** Well named, but not what it holds. */
public final class Outline {
    /** Hidden one level down. */
    static final class LineHelper {}
}
