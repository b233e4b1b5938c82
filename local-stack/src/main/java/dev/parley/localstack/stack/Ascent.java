package dev.parley.localstack.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.part.PartFailed;
import dev.parley.localstack.state.StackMemory;
import dev.parley.protocol.stack.StackStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One way up, which can be taken back: only what it started itself is stopped then. */
public final class Ascent {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Between choosing a port and listening on it somebody may take it; twice in a row that is not chance. */
    private static final int TRIES = 3;

    private final StackFolder folder;
    private final Supplier<StackMemory> memory;
    private final Function<StackMemory, StackPlan> planner;
    private final boolean ranAlready;
    private final StackMemory current;
    private final StackStart start;
    private final Consumer<String> say;
    private volatile StackPlan plan;

    /**
     * One way up.
     *
     * @param memory as it is on disk at that moment
     * @param ranAlready whether any part of the stack ran before
     */
    Ascent(
            StackFolder folder,
            Supplier<StackMemory> memory,
            Function<StackMemory, StackPlan> planner,
            boolean ranAlready,
            Consumer<String> say) {
        this.folder = folder;
        this.memory = memory;
        this.planner = planner;
        this.ranAlready = ranAlready;
        this.say = say;
        this.current = memory.get();
        this.plan = planner.apply(current);
        this.start = new StackStart(current, say, StackStart.PATIENCE);
    }

    /**
     * Starts what is missing and returns when all is ready. How the stack stands is then left in its folder for those who
     * want to use it without asking us.
     *
     * @throws PartFailed if a part does not come up
     */
    public StackStatus go() {
        bringUp(1);
        StackStatus status = new StatusReport(folder, current, plan).now();
        try {
            StackFolder.writePrivately(folder.status(), JSON.writeValueAsString(status));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status is plain data", e);
        }
        return status;
    }

    private void bringUp(int tries) {
        try {
            start.bringUp(plan);
        } catch (PartFailed e) {
            if (tries == TRIES || start.isCancelled() || !new Ports(current, say).giveUpTaken()) {
                throw e;
            }
            plan = planner.apply(current);
            bringUp(tries + 1);
        }
    }

    /** Whether the stack ran before, be it only in part: then this merely completes it. */
    public boolean ranAlready() {
        return ranAlready;
    }

    /** Stops what this started and nobody else has started anew meanwhile; also while it is still at it. */
    public void takeBack() {
        start.cancel();
        StackMemory now = memory.get();
        Set<String> stillOurs = start.started().entrySet().stream()
                .filter(part -> now.record(part.getKey()).equals(Optional.of(part.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!stillOurs.isEmpty()) {
            new StackStop(folder, now, say).these(plan, stillOurs);
        }
    }
}
