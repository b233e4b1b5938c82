package dev.parley.localstack.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The folder everything of one stack lives in. Two folders are two stacks that know nothing of each other.
 *
 * @param root absolute, with symbolic links resolved, so that the same folder has one name
 */
public record StackFolder(Path root) {

    /** Others on the machine have no business here: conversations, logs and secrets lie in it. */
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The folder, made if it is not there yet. */
    public static StackFolder at(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            if (absolute.getParent() != null) {
                Files.createDirectories(absolute.getParent());
            }
            Files.createDirectory(absolute, OWNER_ONLY_FOLDER);
        }
        StackFolder folder = new StackFolder(absolute.toRealPath());
        Files.createDirectories(folder.logs(), OWNER_ONLY_FOLDER);
        Files.createDirectories(folder.programs(), OWNER_ONLY_FOLDER);
        return folder;
    }

    /** The folder, if it is there. */
    public static Optional<StackFolder> existing(Path path) throws IOException {
        return Files.isDirectory(path) ? Optional.of(at(path)) : Optional.empty();
    }

    /** Where a stack lives that no {@code --data} names. */
    public static Path usual() {
        return Path.of(System.getProperty("user.home"), ".parley");
    }

    /** Ports, nodes and processes. */
    public Path state() {
        return root.resolve("stack.json");
    }

    /** Database password and edge secrets. */
    public Path secrets() {
        return root.resolve("secrets.json");
    }

    /** The key that opens it where identity is on; absent if it never was. */
    public Path adminKey() {
        return root.resolve("admin.key");
    }

    /** How the stack stood when it last came up, as {@code status --json} tells it; absent when it is down. */
    public Path status() {
        return root.resolve("status.json");
    }

    /** Held by whoever changes the stack. */
    public Path lock() {
        return root.resolve("stack.lock");
    }

    /** Unpacked programs. Whatever runs from here is ours, so nothing else may ever have this name. */
    public Path programs() {
        return root.resolve("parley-programs");
    }

    /** One log a part. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** The log of one part. */
    public LogFile log(String part) {
        return new LogFile(logs().resolve(part + ".log"));
    }

    /** PostgreSQL's data. */
    public Path postgres() {
        return root.resolve("postgres");
    }

    /** Redis' working folder; it writes nothing but its process number. */
    public Path redis() {
        return root.resolve("redis");
    }

    /** Writes a file that only its owner may read, whole or not at all. */
    public static void writePrivately(Path file, String text) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, OWNER_ONLY_FILE);
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
