package dev.parley.localstack.stack;

import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.folder.StackLock;
import dev.parley.localstack.part.Part;
import dev.parley.localstack.process.ProcessRecord;
import dev.parley.localstack.state.StackMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Notices what ends by itself. It changes nothing: {@code up} starts again what is missing. */
public final class Watch {

    private final StackFolder folder;
    private final Supplier<StackMemory> memory;
    private final StackPlan plan;
    private final Set<ProcessRecord> told = new HashSet<>();

    Watch(StackFolder folder, Supplier<StackMemory> memory, StackPlan plan) {
        this.folder = folder;
        this.memory = memory;
        this.plan = plan;
    }

    /** Whether somebody took the stack down meanwhile. */
    public boolean isDown() {
        return memory.get().started().isEmpty();
    }

    /**
     * The last words of each part that has ended by itself since the last look. While somebody changes the stack parts end
     * on purpose: then nothing is told, and what else has ended is told by the next look.
     */
    public List<String> look() throws IOException, InterruptedException {
        if (ended().isEmpty()) {
            return List.of();
        }
        Optional<StackLock> nobodyChangesIt = StackLock.take(folder, Duration.ZERO);
        if (nobodyChangesIt.isEmpty()) {
            return List.of();
        }
        try (StackLock lock = nobodyChangesIt.get()) {
            List<Part> ended = ended();
            StackMemory now = memory.get();
            ended.forEach(part -> now.record(part.name()).ifPresent(told::add));
            return ended.stream().map(LastWords::of).toList();
        }
    }

    /** A part that is not remembered was stopped on purpose. */
    private List<Part> ended() {
        StackMemory now = memory.get();
        return plan.parts().stream().filter(part -> hasEnded(part, now)).toList();
    }

    private boolean hasEnded(Part part, StackMemory now) {
        Optional<ProcessRecord> record = now.record(part.name());
        return record.isPresent() && now.process(part.name()).isEmpty() && !told.contains(record.get());
    }
}
