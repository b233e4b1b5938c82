package dev.parley.localstack.stack;

import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.part.Part;
import dev.parley.localstack.process.Mark;
import dev.parley.localstack.process.ProcessTable;
import dev.parley.localstack.process.Termination;
import dev.parley.localstack.state.StackMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Takes a stack down, the door first and the stores last, so that nobody is cut off from what it still needs. */
final class StackStop {

    private static final Duration PATIENCE_WITH_STRAYS = Duration.ofSeconds(10);

    private final StackFolder folder;
    private final StackMemory memory;
    private final Consumer<String> say;

    StackStop(StackFolder folder, StackMemory memory, Consumer<String> say) {
        this.folder = folder;
        this.memory = memory;
        this.say = say;
    }

    /**
     * Ends every process of this stack, known or not.
     *
     * @return those that could not be ended
     */
    List<ProcessHandle> everything(StackPlan plan) {
        forgetStatus();
        these(plan, memory.started());
        for (String left : memory.started()) {
            memory.process(left).ifPresent(process -> Termination.end(List.of(process), PATIENCE_WITH_STRAYS));
            memory.stopped(left);
        }
        return strays();
    }

    /** Ends these parts of the plan. */
    void these(StackPlan plan, Set<String> names) {
        forgetStatus();
        List<Part> lastFirst = new ArrayList<>(plan.parts());
        Collections.reverse(lastFirst);
        for (Part part : lastFirst) {
            if (names.contains(part.name())) {
                stop(part);
            }
        }
    }

    /**
     * Ends what belongs to this stack but is not remembered as running: started by somebody who was killed before noting
     * it down, or left behind by a parent that was.
     *
     * @return those that could not be ended
     */
    List<ProcessHandle> strays() {
        List<ProcessHandle> known = memory.started().stream()
                .map(memory::process)
                .flatMap(Optional::stream)
                .toList();
        List<ProcessHandle> strays = ProcessTable.all(process -> Mark.isOf(folder, process)).stream()
                .filter(process -> !known.contains(process))
                .filter(process -> process.parent().filter(known::contains).isEmpty())
                .toList();
        strays.forEach(stray -> say.accept("  ending process %d, which nobody remembers".formatted(stray.pid())));
        return Termination.end(strays, PATIENCE_WITH_STRAYS);
    }

    private void stop(Part part) {
        Optional<ProcessHandle> process = memory.process(part.name());
        if (process.isPresent()) {
            part.stop(process.get());
            say.accept("  %-13s stopped".formatted(part.name()));
        }
        memory.stopped(part.name());
    }

    private void forgetStatus() {
        try {
            Files.deleteIfExists(folder.status());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder.status(), e);
        }
    }
}
