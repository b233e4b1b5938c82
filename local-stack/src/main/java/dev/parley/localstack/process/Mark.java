package dev.parley.localstack.process;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How a process says on its command line whose it is, so that it is found even where nobody wrote it down.
 *
 * @param stack the folder of its stack
 * @param part which part of the stack it is
 */
public record Mark(Path stack, String part) {

    /** For the command line of a JVM. */
    List<String> arguments() {
        return List.of(ofStack(stack), "-Dparley.part=" + part);
    }

    /** Whether this process belongs to the stack: by its mark, or because its program lies in the stack's folder. */
    public static boolean isOf(Path stack, ProcessHandle.Info process) {
        return process.arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(ofStack(stack)))
                        .orElse(false)
                || process.command()
                        .map(command -> Path.of(command).startsWith(stack))
                        .orElse(false);
    }

    private static String ofStack(Path stack) {
        return "-Dparley.stack=" + stack;
    }
}
