package dev.parley.simulatednode.control;

import dev.parley.simulatednode.catalogue.Catalogue;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.content.Script;
import dev.parley.simulatednode.engine.Counters;
import dev.parley.simulatednode.engine.Engine;
import dev.parley.simulatednode.engine.LoadedModel;
import dev.parley.simulatednode.fault.FaultPlan;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.journal.Journal;
import dev.parley.simulatednode.journal.ReceivedRequest;
import dev.parley.simulatednode.netty.HttpListener;
import dev.parley.simulatednode.settings.LiveSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that may be asked of a running node from outside Ollama's surface. Belongs to the node's event loop.
 */
public final class NodeControls {

    private final LiveSettings settings;
    private final Catalogue catalogue;
    private final Engine engine;
    private final Counters counters;
    private final FaultPlan faults;
    private final Journal journal;
    private final Script script;
    private final HttpListener listener;
    private final Availability availability;

    /** The parts of one node. */
    public NodeControls(
            LiveSettings settings,
            Catalogue catalogue,
            Engine engine,
            Counters counters,
            FaultPlan faults,
            Journal journal,
            Script script,
            HttpListener listener,
            Availability availability) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.engine = engine;
        this.counters = counters;
        this.faults = faults;
        this.journal = journal;
        this.script = script;
        this.listener = listener;
        this.availability = availability;
    }

    public NodeState state() {
        Map<String, Long> counts = new TreeMap<>();
        for (Counters.Event event : Counters.Event.values()) {
            counts.put(event.name().toLowerCase(Locale.ROOT), counters.count(event));
        }
        return new NodeState(
                settings.get().name(),
                listener.accepting(),
                listener.connections(),
                journal.running(),
                journal.streaming(),
                engine.queue(),
                engine.loaded().stream().map(NodeControls::loaded).toList(),
                counts,
                new TreeMap<>(counters.requests()),
                new TreeMap<>(counters.mostAtOnce()));
    }

    private static NodeState.Loaded loaded(LoadedModel each) {
        return new NodeState.Loaded(
                each.model().name().display(),
                each.slots(),
                each.busy(),
                each.waiting(),
                each.contextLength(),
                each.sizeBytes(),
                each.vramBytes(),
                each.expiresAt());
    }

    public LiveSettings settings() {
        return settings;
    }

    public List<ReceivedRequest> requests() {
        return journal.requests();
    }

    /** The id under which the fault may be taken away again. */
    public String addFault(FaultRule rule) {
        String id = faults.add(rule);
        if (rule.fault().ofNode()) {
            availability.begin(id, rule, () -> removeFault(id));
        }
        return id;
    }

    /** Begins a state of the node that a request brought; as nobody takes it away, it ends by itself. */
    public void addPassingFault(FaultRule rule) {
        String id = addFault(rule);
        availability.endLater(id, rule, () -> removeFault(id));
    }

    /** Whether there was such a fault. */
    public boolean removeFault(String id) {
        return faults.remove(id)
                .map(rule -> {
                    availability.end(id, rule);
                    return true;
                })
                .orElse(false);
    }

    public void removeFaults() {
        List.copyOf(faults.active().keySet()).forEach(this::removeFault);
    }

    public Map<String, FaultPlan.Active> faults() {
        return faults.active();
    }

    public Script script() {
        return script;
    }

    public void install(Model model) {
        catalogue.put(model);
    }

    /**
     * Faults, settings, models, script, counters and journal as at the start, and idle models unloaded; connections and
     * what is being answered on them stay.
     */
    public void reset() {
        removeFaults();
        engine.unloadIdle();
        settings.reset();
        catalogue.reset();
        script.clear();
        counters.reset();
        journal.clear();
        availability.open();
    }

    /** Dies at once, as a killed process does; the Ollama port stays closed. */
    public void kill() {
        availability.crash();
    }

    /** Runs the task once the Ollama port is open, or closed, as was asked last. */
    void whenSettled(Runnable task) {
        listener.settled().addListener(done -> task.run());
    }

    /** Comes back after {@link #kill}, or takes a new start: nothing loaded, all connections reset. */
    public void restart() {
        availability.crash();
        availability.open();
    }
}
