package dev.parley.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is left of a stack's folder when it is down. */
final class Folders {

    private Folders() {}

    /** Copies everything that was logged in a folder to another one, which holds nothing else afterwards. */
    static void keepLogs(Path folder, Path kept) {
        delete(kept);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Path copy = kept.resolve(folder.relativize(log));
                Files.createDirectories(copy.getParent());
                Files.copy(log, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With all that is in it; what a program that just ends still writes there stays. */
    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException e) {
            System.err.println(folder + " stays: " + e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return delete(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failed) {
            return delete(emptied);
        }

        private static FileVisitResult delete(Path path) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                System.err.println(path + " stays: " + e);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
