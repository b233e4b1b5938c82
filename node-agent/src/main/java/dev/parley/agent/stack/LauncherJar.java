package dev.parley.agent.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The launcher as a program of its own.
 *
 * @param jar an executable jar
 */
public record LauncherJar(Path jar) implements Launcher {

    /** Where {@code ./parley} says which jar it is. */
    private static final String PROPERTY = "parley.launcher";

    /** What it tells is for people; our own output may be for a program. */
    private static final String TO_ERRORS = "exec \"$@\" >&2";

    /** The one that {@code ./parley} names. */
    public static Optional<Launcher> named() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(jar -> new LauncherJar(Path.of(jar)));
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

    /** When we are told to go, it goes too, and first stops what it has started. */
    private static void takeAlong(Process launcher) {
        launcher.destroy();
        launcher.onExit().join();
    }
}
