package dev.parley.localstack.stack;

import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.node.NodeChoice;
import dev.parley.localstack.node.NodeSearch;
import dev.parley.localstack.part.Part;
import dev.parley.localstack.postgres.PostgresPart;
import dev.parley.localstack.process.Termination;
import dev.parley.localstack.service.InheritedEnvironment;
import dev.parley.localstack.state.AdminKey;
import dev.parley.localstack.state.PortChoice;
import dev.parley.localstack.state.StackMemory;
import dev.parley.protocol.stack.StackStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One stack, as the commands see it. Whoever changes it holds its lock. */
public final class Stack {

    private static final Duration PATIENCE_WITH_RETIRED = Duration.ofSeconds(10);

    private final StackFolder folder;
    private final Path repository;
    private final Map<String, String> environment;
    private final PortChoice portChoice;
    private final Consumer<String> say;

    /**
     * The stack that lives in this folder.
     *
     * @param repository where the built jars lie
     * @param environment ours
     * @param say takes lines for people, from any thread
     */
    public Stack(
            StackFolder folder,
            Path repository,
            Map<String, String> environment,
            PortChoice portChoice,
            Consumer<String> say) {
        this.folder = folder;
        this.repository = repository;
        this.environment = environment;
        this.portChoice = portChoice;
        this.say = say;
    }

    /** Whether it was ever up. */
    public boolean exists() {
        return !memory().isEmpty();
    }

    /**
     * Settles what it shall be made of; nothing is started yet, what is no longer wanted is stopped. Nodes that nobody wished
     * for are looked for anew whenever none of the stack runs: an Ollama may have come or gone meanwhile.
     */
    public Ascent prepare(Wishes wishes) {
        StackMemory memory = memory();
        refuseSurvivors(new StackStop(folder, memory, say).strays());
        boolean runs = memory.runs();
        Optional<NodeChoice> before = memory.nodes();
        NodeChoice choice = wishes.choice()
                .or(() -> before.filter(kept -> runs || kept instanceof NodeChoice.Wished))
                .orElseGet(() -> new NodeSearch(say).search(environment));
        before.map(Nodes::inWords)
                .filter(old -> !old.equals(Nodes.inWords(choice)))
                .ifPresent(old -> say.accept("  nodes change from %s to %s".formatted(old, Nodes.inWords(choice))));
        new Ports(memory, say).settle(wishes.port());
        memory.choose(choice);
        settleIdentity(memory, wishes);
        retire(memory, plan(memory, choice));
        return new Ascent(folder, this::memory, current -> plan(current, choice), runs, say);
    }

    private void settleIdentity(StackMemory memory, Wishes wishes) {
        if (wishes.auth() != null) {
            memory.wantKeys(wishes.auth());
        }
        if (memory.wantsKeys() && AdminKey.of(folder).isEmpty()) {
            say.accept("  admin key     " + AdminKey.make(folder).text()
                    + "\n                not shown again; ./parley status --json has it, and so has "
                    + folder.adminKey());
        }
    }

    /** Ends every process of it; data, ports and choices stay. */
    public void down() {
        StackMemory memory = memory();
        StackStop stop = new StackStop(folder, memory, say);
        refuseSurvivors(memory.isEmpty() ? stop.strays() : stop.everything(plan(memory)));
    }

    /** How it stands right now. */
    public StackStatus status() {
        StackMemory memory = memory();
        return new StatusReport(folder, memory, plan(memory)).now();
    }

    /** Whether everything that is ours runs and is ready. */
    public static boolean isWhole(StackStatus status) {
        return StatusReport.isWhole(status);
    }

    /** Looks after it from now on. */
    public Watch watch() {
        return new Watch(folder, this::memory, plan(memory()));
    }

    /** Does ahead of the first start what would only make people wait then. */
    public static void unpackPrograms(Path repository) throws IOException {
        PostgresPart.unpack(StackPlan.programs(repository));
    }

    private StackMemory memory() {
        return StackMemory.of(folder, portChoice);
    }

    private StackPlan plan(StackMemory memory) {
        return plan(memory, memory.nodes().orElse(new NodeChoice.Simulated(0)));
    }

    private StackPlan plan(StackMemory memory, NodeChoice choice) {
        return StackPlan.of(folder, memory, choice, repository, InheritedEnvironment.of(environment));
    }

    /** Simulated nodes that are not wanted any more. */
    private void retire(StackMemory memory, StackPlan plan) {
        List<String> wanted = plan.parts().stream().map(Part::name).toList();
        for (String part : memory.started()) {
            if (!wanted.contains(part)) {
                memory.process(part).ifPresent(process -> Termination.end(List.of(process), PATIENCE_WITH_RETIRED));
                memory.stopped(part);
                say.accept("  %-13s stopped: it is no longer wanted".formatted(part));
            }
        }
    }

    private static void refuseSurvivors(List<ProcessHandle> survivors) {
        if (!survivors.isEmpty()) {
            throw new IllegalStateException("these processes cannot be ended: "
                    + survivors.stream().map(ProcessHandle::pid).toList());
        }
    }
}
