package dev.parley.localstack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.localstack.stack.Stack;
import dev.parley.protocol.stack.StackStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./parley status}. */
@Command(
        name = "status",
        description = {
            "Tells how the stack stands, and what a part said last that has ended by itself.",
            "Exits with 0 if all of it is ready, else with 1."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "For scripts: one JSON object whose fields stay.")
    private boolean json;

    @Mixin
    private StackOption stackOption = new StackOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Stack> stack = stackOption
                .existingFolder()
                .map(folder -> stackOption.stack(folder, System.err))
                .filter(Stack::exists);
        if (stack.isEmpty()) {
            System.err.println("There is no stack in " + stackOption.path() + ": ./parley up starts one.");
            return 1;
        }
        StackStatus status = stack.get().status();
        System.out.println(json ? new ObjectMapper().writeValueAsString(status) : StatusTable.of(status));
        PrintStream forPeople = json ? System.err : System.out;
        stack.get().watch().look().forEach(forPeople::println);
        return Stack.isWhole(status) ? 0 : 1;
    }
}
