package dev.parley.localstack.state;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.node.NodeChoice;
import dev.parley.localstack.process.ProcessRecord;
import dev.parley.localstack.process.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a stack remembers between runs. Every change is on disk before the method returns. Parts start at the same time,
 * so all methods may be called from any thread; who changes anything holds the stack's lock.
 */
public final class StackMemory {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final StackFolder folder;
    private final PortChoice portChoice;
    private Remembered memory;

    private StackMemory(StackFolder folder, PortChoice portChoice, Remembered memory) {
        this.folder = folder;
        this.portChoice = portChoice;
        this.memory = memory;
    }

    /** What this folder's stack remembers; nothing, if it was never up. */
    public static StackMemory of(StackFolder folder, PortChoice portChoice) {
        Remembered memory = new Remembered(null, false, Map.of(), false, Map.of());
        if (Files.exists(folder.state())) {
            try {
                memory = JSON.readValue(folder.state().toFile(), Remembered.class);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder.state(), e);
            }
        }
        return new StackMemory(folder, portChoice, memory);
    }

    /** Whether the stack was ever started. */
    public synchronized boolean isEmpty() {
        return memory.ports().isEmpty();
    }

    /** Whether any part of it runs. */
    public boolean runs() {
        return started().stream().anyMatch(part -> process(part).isPresent());
    }

    /** The nodes that were chosen last. */
    public synchronized Optional<NodeChoice> nodes() {
        return Optional.ofNullable(memory.nodes());
    }

    /** Keeps this choice of nodes. */
    public synchronized void choose(NodeChoice nodes) {
        keep(memory.withNodes(nodes));
    }

    /** Whether callers need a key. */
    public synchronized boolean wantsKeys() {
        return memory.identity();
    }

    /** Settles whether callers need a key. */
    public synchronized void wantKeys(boolean wanted) {
        keep(memory.withIdentity(wanted));
    }

    /** The port of this name: as before, or a free one from now on. */
    public synchronized int port(String name) {
        Integer kept = memory.ports().get(name);
        if (kept != null) {
            return kept;
        }
        int port = portChoice.next(new HashSet<>(memory.ports().values()));
        keepPort(name, port);
        return port;
    }

    /** The names of all ports. */
    public synchronized Set<String> portNames() {
        return new TreeSet<>(memory.ports().keySet());
    }

    /** The port of this name, if there is one. */
    public synchronized Optional<Integer> keptPort(String name) {
        return Optional.ofNullable(memory.ports().get(name));
    }

    /** Binds this name to this port from now on. */
    public synchronized void keepPort(String name, int port) {
        Map<String, Integer> ports = new TreeMap<>(memory.ports());
        ports.put(name, port);
        keep(memory.withPorts(ports));
    }

    /** Lets the port of this name be chosen anew. */
    public synchronized void forgetPort(String name) {
        Map<String, Integer> ports = new TreeMap<>(memory.ports());
        ports.remove(name);
        keep(memory.withPorts(ports));
    }

    /** Whether a person chose the gateway's port. */
    public synchronized boolean gatewayPortIsFixed() {
        return memory.fixedGatewayPort();
    }

    /** Remembers that a person chose the gateway's port. */
    public synchronized void fixGatewayPort() {
        keep(memory.withFixedGatewayPort());
    }

    /** The names of all parts that were started and not stopped, whether they still run or not. */
    public synchronized Set<String> started() {
        return new TreeSet<>(memory.parts().keySet());
    }

    /** The remembered process of a part, whether it still runs or not. */
    public synchronized Optional<ProcessRecord> record(String part) {
        return Optional.ofNullable(memory.parts().get(part)).map(Remembered.Running::process);
    }

    /** The live process of a part. */
    public Optional<ProcessHandle> process(String part) {
        return record(part).flatMap(ProcessTable::find);
    }

    /** What the remembered process was started as. */
    public synchronized Optional<String> fingerprint(String part) {
        return Optional.ofNullable(memory.parts().get(part)).map(Remembered.Running::fingerprint);
    }

    /** Remembers a process that was just started. */
    public synchronized void started(String part, ProcessRecord process, String fingerprint) {
        Map<String, Remembered.Running> parts = new TreeMap<>(memory.parts());
        parts.put(part, new Remembered.Running(process, fingerprint));
        keep(memory.withParts(parts));
    }

    /** Forgets a process that was stopped. */
    public synchronized void stopped(String part) {
        Map<String, Remembered.Running> parts = new TreeMap<>(memory.parts());
        parts.remove(part);
        keep(memory.withParts(parts));
    }

    private void keep(Remembered changed) {
        try {
            StackFolder.writePrivately(folder.state(), JSON.writeValueAsString(changed));
            memory = changed;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.state(), e);
        }
    }
}
