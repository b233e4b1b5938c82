package dev.parley.testkit.architecture;

import java.nio.file.Path;

/** Where the module under test lies: Maven says so, an editor starts tests there. */
final class ModuleFolder {

    private ModuleFolder() {}

    static Path current() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }
}
