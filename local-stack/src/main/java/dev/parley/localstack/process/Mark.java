package dev.parley.localstack.process;

import dev.parley.localstack.folder.StackFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How a process says on its command line whose it is, so that it is found even where nobody wrote it down.
 *
 * @param stack the folder of its stack
 * @param part which part of the stack it is
 */
public record Mark(StackFolder stack, String part) {

    /** For the command line of a JVM. */
    List<String> arguments() {
        return List.of(ofStack(stack), "-Dparley.part=" + part);
    }

    /** Whether this process belongs to the stack: by its mark, or because it runs one of the stack's own programs. */
    public static boolean isOf(StackFolder stack, ProcessHandle.Info process) {
        return process.arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(ofStack(stack)))
                        .orElse(false)
                || process.command()
                        .map(command -> Path.of(command).startsWith(stack.programs()))
                        .orElse(false);
    }

    private static String ofStack(StackFolder stack) {
        return "-Dparley.stack=" + stack.root();
    }
}
