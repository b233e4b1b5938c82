package dev.parley.localstack.stack;

import dev.parley.localstack.part.Part;
import dev.parley.localstack.process.ProcessRecord;
import dev.parley.localstack.state.StackMemory;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Notices what ends by itself. It changes nothing: {@code up} starts again what is missing. */
public final class Watch {

    private final Supplier<StackMemory> memory;
    private final StackPlan plan;
    private final Set<ProcessRecord> told = new HashSet<>();

    Watch(Supplier<StackMemory> memory, StackPlan plan) {
        this.memory = memory;
        this.plan = plan;
    }

    /** Whether somebody took the stack down meanwhile. */
    public boolean isDown() {
        return memory.get().started().isEmpty();
    }

    /** The last words of each part that has ended since the last look. */
    public List<String> look() {
        StackMemory now = memory.get();
        return plan.parts().stream()
                .filter(part -> hasEnded(part, now))
                .map(LastWords::of)
                .toList();
    }

    /** A part that is not remembered was stopped on purpose. */
    private boolean hasEnded(Part part, StackMemory now) {
        Optional<ProcessRecord> record = now.record(part.name());
        return record.isPresent() && now.process(part.name()).isEmpty() && told.add(record.get());
    }
}
