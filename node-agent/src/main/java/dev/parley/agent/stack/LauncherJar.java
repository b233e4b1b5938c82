package dev.parley.agent.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The launcher as a program of its own.
 *
 * @param jar an executable jar
 * @param built a file that is written whenever any part of the stack was built
 */
public record LauncherJar(Path jar, Path built) implements Launcher {

    /** Where {@code ./parley} says which jar it is. */
    private static final String JAR = "parley.launcher";

    private static final String BUILT = "parley.built";

    /** What it tells is for people; our own output may be for a program. */
    private static final String TO_ERRORS = "exec \"$@\" >&2";

    /** The one that {@code ./parley} names. */
    public static Optional<Launcher> named() {
        return Optional.ofNullable(System.getProperty(JAR))
                .map(jar -> new LauncherJar(Path.of(jar), Path.of(System.getProperty(BUILT, jar))));
    }

    @Override
    public int bringUp(Path folder) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process launcher = new ProcessBuilder(
                        "sh",
                        "-c",
                        TO_ERRORS,
                        "sh",
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        "up",
                        "-d",
                        "--data",
                        folder.toString())
                .inheritIO()
                .start();
        Thread leave = new Thread(() -> takeAlong(launcher), "leave");
        Runtime.getRuntime().addShutdownHook(leave);
        int code = launcher.waitFor();
        Runtime.getRuntime().removeShutdownHook(leave);
        return code;
    }

    @Override
    public boolean isNewerThan(Instant moment) {
        try {
            return Files.getLastModifiedTime(built).toInstant().isAfter(moment);
        } catch (IOException notBuiltHere) {
            return false;
        }
    }

    /** When we are told to go, it goes too, and first stops what it has started. */
    private static void takeAlong(Process launcher) {
        launcher.destroy();
        launcher.onExit().join();
    }
}
