package dev.parley.benchmarks.survival;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.Parley;
import dev.parley.benchmarks.house.Replica;
import dev.parley.benchmarks.house.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.function.LongSupplier;

/** One of several processes of the orchestrator, which signals are sent to, and which is started again. */
final class Orchestrator {

    private final URI url;
    private final URI management;
    private final LongSupplier process;
    private final Runnable again;
    private volatile long pid;

    private Orchestrator(URI url, URI management, LongSupplier process, Runnable again) {
        this.url = url;
        this.management = management;
        this.process = process;
        this.again = again;
        this.pid = process.getAsLong();
    }

    /** The stack's own. */
    static Orchestrator first(Parley parley) {
        String name = "orchestrator";
        return new Orchestrator(parley.url(name), parley.management(name), () -> parley.pid(name), parley::up);
    }

    /** Another one like it. */
    static Orchestrator another(House house) {
        Replica replica = Replica.of(house.parley(), "orchestrator", Map.of(), house.stage());
        return new Orchestrator(replica.url(), replica.management(), replica::pid, replica::startAgain);
    }

    URI url() {
        return url;
    }

    void kill() {
        ProcessHandle victim = handle();
        victim.destroyForcibly();
        victim.onExit().join();
    }

    /** Tells it to go, and waits until it has gone. */
    void dismiss() {
        ProcessHandle leaving = handle();
        leaving.destroy();
        leaving.onExit().join();
    }

    void stop() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    void startAgain() {
        again.run();
        pid = process.getAsLong();
    }

    /** How many conversations it runs. */
    int running() {
        for (JsonNode check : Rest.get(management.resolve("/q/health/ready")).path("checks")) {
            if (check.path("name").asText().equals("conversations")) {
                return check.path("data").path("running").asInt();
            }
        }
        return 0;
    }

    private ProcessHandle handle() {
        return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("an orchestrator ended by itself"));
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
