package dev.parley.localstack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.stack.Stack;
import dev.parley.protocol.stack.StackStatus;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./parley status}. */
@Command(
        name = "status",
        description = "Tells how the stack stands. Exits with 0 if all of it is ready, else with 1.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "For scripts: one JSON object whose fields stay.")
    private boolean json;

    @Mixin
    private StackOption stackOption = new StackOption();

    @Override
    public Integer call() throws IOException {
        StackFolder folder = stackOption.folder();
        Stack stack = stackOption.stack(folder, System.err);
        if (!stack.exists()) {
            System.err.println("There is no stack in " + folder.root() + ": ./parley up starts one.");
            return 1;
        }
        StackStatus status = stack.status();
        System.out.println(json ? new ObjectMapper().writeValueAsString(status) : StatusTable.of(status));
        return Stack.isWhole(status) ? 0 : 1;
    }
}
