package dev.parley.testkit.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every package says in a {@code package-info.java} what it is for, and that null is declared where it may occur. */
final class PackageSentences {

    private static final String FILE = "package-info.java";

    private PackageSentences() {}

    /** What is wrong under {@code sources}; a folder that is not there yet has nothing wrong. */
    static List<String> missing(Path sources, String root) {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            TreeSet<Path> packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
            return packages.stream()
                    .flatMap(folder -> objections(sources, folder, root))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + sources, e);
        }
    }

    private static Stream<String> objections(Path sources, Path folder, String root) {
        String name = sources.relativize(folder)
                .toString()
                .replace(folder.getFileSystem().getSeparator(), ".");
        if (!name.equals(root) && !name.startsWith(root + ".")) {
            return Stream.of("Package %s lies outside the module's root %s".formatted(name, root));
        }
        return Stream.of(text(folder.resolve(FILE)))
                .filter(text -> !text.contains("/**") || !text.contains("@") || !text.contains("NullMarked"))
                .map(text -> "Package %s has no %s with a sentence and @NullMarked".formatted(name, FILE));
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
