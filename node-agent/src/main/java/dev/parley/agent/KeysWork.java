package dev.parley.agent;

import dev.parley.agent.gateway.Gateway;
import dev.parley.agent.gateway.GatewayRefused;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command about keys has in common: a gateway, and one sentence if it does not do what is wanted. */
abstract class KeysWork implements Callable<Integer> {

    @Mixin
    private Place place = new Place();

    @Spec
    private CommandSpec spec;

    private final Optional<String> key;

    KeysWork(Optional<String> key) {
        this.key = key;
    }

    /** Does it and tells what came of it. */
    abstract void work(Gateway gateway) throws IOException;

    CommandSpec spec() {
        return spec;
    }

    /** For what programs may read. */
    void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    /** For people only. */
    void remark(String line) {
        spec.commandLine().getErr().println(line);
    }

    @Override
    public Integer call() {
        try {
            work(place.gateway(place.stack(), key));
            return 0;
        } catch (StackAway | GatewayRefused e) {
            remark(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            remark("The gateway cannot be reached: " + e.getMessage());
        }
        return 1;
    }
}
