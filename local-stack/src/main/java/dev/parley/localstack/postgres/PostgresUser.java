package dev.parley.localstack.postgres;

import dev.parley.localstack.part.PartFailed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who runs PostgreSQL's programs: they refuse to run as root, though root is what containers often are. */
final class PostgresUser {

    private static final List<String> SOMEBODY_ELSE = List.of("unshare", "-U");

    private PostgresUser() {}

    /**
     * What to put in front of a command line: nothing for ordinary users; for root a user namespace in which root is
     * nobody in particular, while the files stay root's.
     *
     * @param own a file or folder made by us
     */
    static List<String> prefix(Path own) throws IOException, InterruptedException {
        if (!Integer.valueOf(0).equals(Files.getAttribute(own, "unix:uid"))) {
            return List.of();
        }
        if (!namespacesAreAllowed()) {
            throw new PartFailed(
                    "PostgreSQL does not run as root, and this machine gives root no user namespace (unshare -U):"
                            + " run this as an ordinary user",
                    List.of());
        }
        return SOMEBODY_ELSE;
    }

    private static boolean namespacesAreAllowed() throws InterruptedException {
        try {
            Process trial = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start();
            return trial.waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
