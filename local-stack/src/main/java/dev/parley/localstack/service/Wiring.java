package dev.parley.localstack.service;

import dev.parley.localstack.node.StackNode;
import dev.parley.localstack.state.AdminKey;
import dev.parley.localstack.state.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Where everything is that a service must be told of.
 *
 * @param port the loopback port of a name
 * @param databaseUser may create schemas
 * @param database {@code 127.0.0.1:<port>/<name>}
 * @param redis {@code redis://127.0.0.1:<port>}
 * @param adminKey opens the gateway; empty where it is open to everybody on this machine
 * @param traces the file that tells how improved answers came about
 */
public record Wiring(
        ToIntFunction<String> port,
        Secrets secrets,
        String databaseUser,
        String database,
        String redis,
        List<StackNode> nodes,
        Optional<AdminKey> adminKey,
        Path traces) {

    String url(ServiceName service) {
        return "http://127.0.0.1:" + port.applyAsInt(service.wireName());
    }

    String edge(ServiceName caller, ServiceName called) {
        return secrets.edge(caller.wireName(), called.wireName());
    }
}
