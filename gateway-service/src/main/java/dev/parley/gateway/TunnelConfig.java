package dev.parley.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Nodes that dial out, and the door through which routers reach them. */
public interface TunnelConfig {

    /** The address the door listens on. */
    @WithDefault("127.0.0.1")
    String host();

    /** The port of the door; 0 for any that is free, where {@code quarkus.http.port} is 0 too. */
    @WithDefault("8090")
    int port();

    /** The host under which routers reach this replica; if not set, what the door listens on, or this machine's own address. */
    Optional<String> address();

    /** So many tunnels may this replica hold. */
    @WithDefault("256")
    int max();

    /** So many of them may be one tenant's. */
    @WithDefault("64")
    int perTenant();

    /** So many requests may be open in one tunnel; routers give a node no more than its capacity. */
    @WithDefault("256")
    int messages();

    /** So much of one body may be under way before more is asked for. */
    @WithDefault("256K")
    MemorySize credit();

    /** The largest part of a body in one message, so that no message keeps others waiting for long. */
    @WithDefault("64K")
    MemorySize maxFrame();

    /** So much may wait in one agent's socket before the bodies of requests are held back. */
    @WithDefault("1M")
    MemorySize buffer();

    /** Bodies that all tunnels hold together; beyond it nothing new is begun. */
    @WithDefault("64M")
    MemorySize held();

    /** So long may an agent take to say who it is. */
    @WithDefault("5s")
    Duration hello();

    /** How often agents are pinged. */
    @WithDefault("3s")
    Duration ping();

    /** So long may an agent take nothing of a request's body. */
    @WithDefault("60s")
    Duration stall();

    /** So many agents are let in per second. */
    @WithDefault("10")
    int arrivals();

    /** So many may come at one moment. */
    @WithDefault("20")
    int arrivalsAtOnce();
}
