package dev.parley.orchestrator.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The font files of both weights, in the order in which letters are looked for: Noto Sans (Latin, Cyrillic, Greek), Noto Sans
 * Hebrew, an operator's own for other scripts, and DejaVu Sans for signs such as arrows and those of mathematics.
 */
record Fonts(List<byte[]> regular, List<byte[]> bold) {

    /** As many as cover the scripts of the world several times over. */
    private static final int MOST = 64;

    /**
     * Ours, and every {@code .ttf} of the folder by name; the operator's serve for both weights.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    static Fonts of(Optional<Path> folder) {
        List<byte[]> own = folder.map(Fonts::files).orElse(List.of());
        List<byte[]> others = join(own, List.of(ours("DejaVuSans.ttf")));
        return new Fonts(
                join(List.of(ours("NotoSans-Regular.ttf"), ours("NotoSansHebrew-Regular.ttf")), others),
                join(List.of(ours("NotoSans-Bold.ttf"), ours("NotoSansHebrew-Bold.ttf")), others));
    }

    private static List<byte[]> files(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.ttf")) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().limit(MOST).map(Fonts::file).toList();
    }

    private static byte[] file(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ours(String name) {
        try (InputStream stream = Fonts.class.getResourceAsStream("/fonts/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("no font " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> join(List<byte[]> first, List<byte[]> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
