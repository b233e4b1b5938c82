package dev.parley.benchmarks.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The checkout whose built programs are measured. */
final class Repository {

    private Repository() {}

    /** The folder that holds the build wrapper, found upwards from the working directory. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("not inside of a checkout: run it from the repository");
            }
            folder = parent;
        }
        return folder;
    }

    /** The jar that a module was built to. */
    static Path jar(String module) {
        try (Stream<Path> files = Files.list(root().resolve(module).resolve("target"))) {
            return files.filter(file ->
                            file.getFileName().toString().matches("(?!original-)[a-z-]+-\\d.*(?<!sources|tests)\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(module + " is not built: run ./mvnw -Dquick package"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
