package dev.parley.agent.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Files that are nobody else's business. Where a system knows no such rights (Windows), a user's home is closed anyway. */
public final class OwnFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnFiles() {}

    /** Creates the folder of a file, for its owner only; one that is there stays as it is. Returns it. */
    public static Path folderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("").normalize();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            allow(folder, OWNER_ONLY);
        }
        return folder;
    }

    /** Lets only its owner read and write this file. */
    public static void keepToOwner(Path file) throws IOException {
        allow(file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    static void allow(Path file, Set<PosixFilePermission> permissions) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && !view.readAttributes().permissions().equals(permissions)) {
            view.setPermissions(permissions);
        }
    }
}
