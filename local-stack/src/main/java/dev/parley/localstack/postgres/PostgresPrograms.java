package dev.parley.localstack.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
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

    /**
     * The programs, in a stack's own folder. Unpacking takes three seconds, so it is done once for each build, and every
     * stack gets links to the same files; its own folder still has all it needs when the build is cleaned away.
     *
     * @param own the stack's folder for programs
     * @param shared that of the build; passed over if it cannot be written
     */
    static PostgresPrograms in(Path own, Path shared) throws IOException {
        byte[] archive = archive();
        String name = "postgresql-" + checksum(archive);
        Path root = own.resolve(name);
        if (!Files.isDirectory(root)) {
            Optional<Path> unpacked = unpackedIn(shared, name, archive);
            put(root, draft -> {
                if (unpacked.isPresent()) {
                    FileTree.link(unpacked.get(), draft);
                } else {
                    unpack(archive, draft);
                }
            });
        }
        return new PostgresPrograms(root);
    }

    /** Unpacks them where all stacks of this build find them. */
    static Optional<Path> unpackedIn(Path shared) throws IOException {
        byte[] archive = archive();
        return unpackedIn(shared, "postgresql-" + checksum(archive), archive);
    }

    private static Optional<Path> unpackedIn(Path shared, String name, byte[] archive) {
        Path root = shared.resolve(name);
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(shared);
                put(root, draft -> unpack(archive, draft));
            }
            return Optional.of(root);
        } catch (IOException notWritable) {
            return Optional.empty();
        }
    }

    private interface Filler {
        void fill(Path folder) throws IOException;
    }

    /** Makes a folder whole or not at all; if somebody else made it meanwhile, theirs stays. */
    private static void put(Path folder, Filler filler) throws IOException {
        Path draft = Files.createTempDirectory(folder.getParent(), "postgresql.new");
        filler.fill(draft);
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException madeMeanwhile) {
            FileTree.delete(draft);
            if (!Files.isDirectory(folder)) {
                throw madeMeanwhile;
            }
        }
    }

    /** The path of one program. */
    String path(String program) {
        return root.resolve("bin").resolve(program).toString();
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
