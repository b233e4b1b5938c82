package dev.parley.localstack.folder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The log of one part. It grows while its process runs; before each start a large one is set aside.
 *
 * @param path the file, which need not exist
 */
public record LogFile(Path path) {

    /** Some days of a busy service; more was never read by anyone. */
    private static final long LARGE = 8L * 1024 * 1024;

    /** Enough for the longest stack trace seen, and bounded whatever a process writes. */
    private static final int TAIL_BYTES = 256 * 1024;

    /** Makes room for a new run: a large log becomes {@code <part>.log.1}, over an earlier one. */
    public void setAsideIfLarge() {
        try {
            if (Files.exists(path) && Files.size(path) > LARGE) {
                Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set aside " + path, e);
        }
    }

    /** Bytes so far; 0 if there is no log. */
    public long size() {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** At most {@code lines} last lines. */
    public List<String> tail(int lines) {
        return tail(lines, 0);
    }

    /** At most {@code lines} last lines of what was written after the first {@code skip} bytes. */
    public List<String> tail(int lines, long skip) {
        long size = size();
        long from = Math.max(Math.min(skip, size), size - TAIL_BYTES);
        List<String> all = read(from, size).lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /** What was written between two sizes, at most 256 KB of it. */
    public String read(long from, long to) {
        if (to <= from) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(to - from, TAIL_BYTES)];
            file.seek(from);
            int got = file.read(bytes);
            return new String(bytes, 0, Math.max(got, 0), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
