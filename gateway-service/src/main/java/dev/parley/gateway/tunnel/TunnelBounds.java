package dev.parley.gateway.tunnel;

import java.time.Duration;

/**
 * What one tunnel may hold and how long it waits.
 *
 * @param credit bytes of one body that each side may send before it is given more
 * @param maxFrame bytes of a body in one message
 * @param messages requests that are open at once
 * @param buffer bytes that may wait in an agent's socket before the bodies of requests are held back
 * @param hello until an agent must have said who it is
 * @param ping between two pings
 * @param silence of an agent, after which it counts as gone
 * @param stall so long may a request's body wait for an agent that takes nothing of it
 */
public record TunnelBounds(
        int credit,
        int maxFrame,
        int messages,
        long buffer,
        Duration hello,
        Duration ping,
        Duration silence,
        Duration stall) {}
