package dev.parley.acceptance.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout whose built programs are under test. */
public final class Repository {

    private Repository() {}

    /** The folder that holds the build wrapper, found upwards from where the tests run. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("the tests run outside of the checkout");
            }
        }
        return folder;
    }
}
