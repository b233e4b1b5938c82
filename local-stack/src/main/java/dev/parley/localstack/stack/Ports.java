package dev.parley.localstack.stack;

import dev.parley.localstack.part.PartFailed;
import dev.parley.localstack.service.ServiceName;
import dev.parley.localstack.state.PortChoice;
import dev.parley.localstack.state.StackMemory;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sees to it that every part finds its port: the one it always had, unless somebody else sits there now. */
final class Ports {

    private static final String GATEWAY = ServiceName.GATEWAY.wireName();

    /** Where the documentation says the gateway is. */
    private static final int USUAL = 8080;

    private final StackMemory memory;
    private final Consumer<String> say;

    Ports(StackMemory memory, Consumer<String> say) {
        this.memory = memory;
        this.say = say;
    }

    /** Settles the gateway's port and gives up those that are taken. */
    void settle(@Nullable Integer wishedForGateway) {
        if (wishedForGateway != null) {
            fixGateway(wishedForGateway);
        } else if (memory.keptPort(GATEWAY).isEmpty() && PortChoice.isFree(USUAL)) {
            memory.keepPort(GATEWAY, USUAL);
        }
        giveUpTaken();
    }

    /**
     * Gives up the ports that somebody else listens on, so that they are chosen anew.
     *
     * @return whether there were any
     */
    boolean giveUpTaken() {
        List<String> taken = memory.portNames().stream()
                .filter(name -> !isOurs(name) && !PortChoice.isFree(memory.port(name)))
                .toList();
        taken.forEach(this::giveUp);
        return !taken.isEmpty();
    }

    private void fixGateway(int port) {
        boolean isOursAlready = Objects.equals(memory.keptPort(GATEWAY).orElse(null), port) && isOurs(GATEWAY);
        if (!isOursAlready && !PortChoice.isFree(port)) {
            throw taken(port);
        }
        memory.keepPort(GATEWAY, port);
        memory.fixGatewayPort();
    }

    private void giveUp(String name) {
        int port = memory.port(name);
        if (name.equals(GATEWAY) && memory.gatewayPortIsFixed()) {
            throw taken(port);
        }
        say.accept("  %-13s port %d belongs to another program now; it gets a new one".formatted(name, port));
        memory.forgetPort(name);
    }

    /** The part's process listens there; a name is {@code part} or {@code part.what}. */
    private boolean isOurs(String name) {
        return memory.process(name.split("\\.", 2)[0]).isPresent();
    }

    private static PartFailed taken(int port) {
        return new PartFailed(
                "port %d is taken by another program: choose another with --port".formatted(port), List.of());
    }
}
