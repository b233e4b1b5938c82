package dev.parley.localstack.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's own programs, unpacked from the jar that carries them for this system.
 *
 * @param root the folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresPrograms(Path root) {

    private static final int OWNER_MAY_EXECUTE = 0100;

    /** The programs under this folder; unpacked once for each version. */
    static PostgresPrograms in(Path programs) throws IOException {
        byte[] archive = archive();
        Path root = programs.resolve("postgresql-" + checksum(archive));
        if (!Files.isDirectory(root)) {
            Path draft = programs.resolve("postgresql.new");
            FileTree.delete(draft);
            unpack(archive, draft);
            Files.move(draft, root, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresPrograms(root);
    }

    /** The path of one program. */
    String path(String program) {
        return root.resolve("bin").resolve(program).toString();
    }

    /** The program that serves. */
    Path server() {
        return Path.of(path("postgres"));
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        try (InputStream in =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"))) {
            if (in == null) {
                throw new IOException("there is no PostgreSQL for %s on %s"
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
            }
            return in.readAllBytes();
        }
    }

    private static String checksum(byte[] archive) {
        CRC32 sum = new CRC32();
        sum.update(archive);
        return Long.toHexString(sum.getValue());
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                unpack(tar, entry, target);
                entry = tar.getNextEntry();
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive names a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, target.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            path.toFile().setExecutable((entry.getMode() & OWNER_MAY_EXECUTE) != 0);
        }
    }
}
