package dev.parley.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A jar to be run by the Java that runs us.
 *
 * @param jar an executable jar
 * @param flags for the JVM
 * @param arguments for the program
 */
public record JavaProgram(Path jar, List<String> flags, List<String> arguments) {

    /** The whole command line, with the mark in front where it is found soonest. */
    public List<String> command(Mark mark) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(mark.arguments());
        command.addAll(flags);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return command;
    }

    /** When the jar was built: a newer one is another program. */
    public String version() {
        try {
            FileTime built = Files.getLastModifiedTime(jar);
            return built + "/" + Files.size(jar);
        } catch (IOException missing) {
            return "missing";
        }
    }
}
