package dev.parley.localstack;

import dev.parley.localstack.stack.Stack;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the script lets us do at the end of a build, so that the first start is quick. */
@Command(name = "unpack", hidden = true)
final class UnpackCommand implements Callable<Integer> {

    @Mixin
    private StackOption stackOption = new StackOption();

    @Override
    public Integer call() throws IOException {
        Stack.unpackPrograms(stackOption.repository());
        return 0;
    }
}
