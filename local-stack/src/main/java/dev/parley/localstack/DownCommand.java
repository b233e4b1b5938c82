package dev.parley.localstack;

import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.folder.StackLock;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./parley down}. */
@Command(
        name = "down",
        description = "Stops every process of the stack. Conversations, ports and the choice of nodes are kept.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Mixin
    private StackOption stackOption = new StackOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<StackFolder> folder = stackOption.existingFolder();
        if (folder.isPresent()) {
            try (StackLock lock = StackOption.lock(folder.get())) {
                stackOption.stack(folder.get(), System.out).down();
            }
        }
        System.out.println("Parley is down.");
        return 0;
    }
}
