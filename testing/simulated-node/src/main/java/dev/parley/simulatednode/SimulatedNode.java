package dev.parley.simulatednode;

import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.catalogue.StockModels;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.control.NodeState;
import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.journal.ReceivedRequest;
import dev.parley.simulatednode.settings.Mode;
import dev.parley.simulatednode.settings.NodeSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A running node. Its methods may be called from any thread but an event loop's; each waits until the node has done
 * what was asked.
 */
public final class SimulatedNode implements AutoCloseable {

    private final NodeProcess process;

    private SimulatedNode(NodeProcess process) {
        this.process = process;
    }

    /** A node on free ports of loopback, with a chat model, an embedding model and a cloud stub. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a node with the defaults of {@link #builder}. */
    public static SimulatedNode start() {
        return builder().start();
    }

    public String name() {
        return process.settings().name();
    }

    /** Where Ollama's surface is, without a slash at the end. */
    public URI uri() {
        return URI.create(url());
    }

    public String url() {
        return process.url();
    }

    public int port() {
        return process.port();
    }

    public URI controlUri() {
        return URI.create(process.controlUrl());
    }

    public NodeState state() {
        return process.call(() -> process.controls().state());
    }

    /** The last 1,000 requests, oldest first. */
    public List<ReceivedRequest> requests() {
        return process.call(() -> process.controls().requests());
    }

    /** Those of {@link #requests} that have that path. */
    public List<ReceivedRequest> requests(String path) {
        return requests().stream().filter(each -> each.path().equals(path)).toList();
    }

    /** Switches a fault on for all requests it is about; the id takes it away again. */
    public String fault(FaultCode code) {
        return fault(FaultRule.of(code));
    }

    /** Switches a fault on in the short form of the header: {@code F08;after=3}. */
    public String fault(String rule) {
        return fault(FaultRule.parse(rule));
    }

    public String fault(FaultRule rule) {
        String id = process.call(() -> process.controls().addFault(rule));
        process.settle();
        return id;
    }

    public void clearFault(String id) {
        run(() -> process.controls().removeFault(id));
    }

    public void clearFaults() {
        run(() -> process.controls().removeFaults());
    }

    public NodeSettings settings() {
        return process.settings();
    }

    /** Changes one setting of {@link NodeSettings}, by its snake-case name. */
    public void set(String setting, Object value) {
        run(() -> process.controls().settings().change(settings -> settings.with(setting, value)));
    }

    /** Puts answers in and switches to mode script. */
    public void script(String... texts) {
        script(Stream.of(texts).map(ScriptedAnswer::text).toList());
    }

    /** Puts answers in and switches to mode script. */
    public void script(List<ScriptedAnswer> answers) {
        run(() -> process.controls().script().add(answers));
        set("mode", Mode.SCRIPT);
    }

    public void install(Model model) {
        run(() -> process.controls().install(model));
    }

    /** Everything as at the start, but connections, and what is being answered on them, stay. */
    public void reset() {
        run(() -> process.controls().reset());
    }

    /** Dies at once: connections are reset, memory is lost, the port refuses. */
    public void kill() {
        run(() -> process.controls().kill());
    }

    /** Comes back on the same port with empty memory. */
    public void restart() {
        run(() -> process.controls().restart());
    }

    @Override
    public void close() {
        process.close();
    }

    private void run(Runnable task) {
        Supplier<Boolean> done = () -> {
            task.run();
            return true;
        };
        process.call(done);
        process.settle();
    }

    /** What a node begins with. */
    public static final class Builder {

        private NodeSettings settings = NodeSettings.defaults();
        private List<Model> models = StockModels.defaults();
        private final List<FaultRule> faults = new ArrayList<>();
        private String host = "127.0.0.1";
        private int port;
        private int controlPort;
        private java.time.InstantSource clock = java.time.InstantSource.system();
        private @org.jspecify.annotations.Nullable Runnable onKill;

        private Builder() {}

        public Builder name(String name) {
            return set("name", name);
        }

        /** The only models, each as {@code name} or {@code name=capability,capability}. */
        public Builder models(String... specs) {
            return models(Stream.of(specs).map(StockModels::of).toList());
        }

        public Builder models(List<Model> only) {
            models = List.copyOf(only);
            return this;
        }

        public Builder mode(Mode mode) {
            return set("mode", mode);
        }

        public Builder tokensPerSecond(double rate) {
            return set("tokens_per_second", rate);
        }

        public Builder slots(int slots) {
            return set("slots", slots);
        }

        public Builder loadSeconds(double seconds) {
            return set("load_seconds", seconds);
        }

        /** No waiting anywhere: loads, prompts, tokens and pulls take no time. For tests that are not about time. */
        public Builder instant() {
            return set("load_seconds", 0)
                    .set("first_token_seconds", 0)
                    .set("prefill_tokens_per_second", 0)
                    .set("pull_bytes_per_second", 0)
                    .set("burst", true);
        }

        /** Any setting of {@link NodeSettings}, by its snake-case name. */
        public Builder set(String setting, Object value) {
            settings = settings.with(setting, value);
            return this;
        }

        /** A fault from the start, in the short form of the header. */
        public Builder fault(String rule) {
            faults.add(FaultRule.parse(rule));
            return this;
        }

        public Builder host(String address) {
            host = address;
            return this;
        }

        /** 0 for a free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** 0 for a free one. */
        public Builder controlPort(int number) {
            controlPort = number;
            return this;
        }

        /** The wall clock of the timestamps in answers. */
        public Builder clock(java.time.InstantSource source) {
            clock = source;
            return this;
        }

        /** What {@code POST /_simulate/kill} does instead of only closing the Ollama port. */
        public Builder onKill(Runnable action) {
            onKill = action;
            return this;
        }

        /** Starts the node and waits until both ports are open. */
        public SimulatedNode start() {
            NodeProcess process = new NodeProcess(settings, models, clock, onKill);
            process.start(host, port, controlPort);
            SimulatedNode node = new SimulatedNode(process);
            faults.forEach(node::fault);
            return node;
        }
    }
}
