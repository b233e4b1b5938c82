package dev.parley.router.relay;

import dev.parley.transport.relay.BodyBudget;
import dev.parley.transport.relay.PassedHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator decided about relaying.
 *
 * @param bodyLimit bytes of a request's body
 * @param bodies what all bodies together may be
 * @param generations how often nodes may begin to work on one request
 * @param queue how requests wait
 * @param commentAfter how long a client of events waits in the queue until a comment tells it so; empty for never
 * @param hedgeAfter how long a node that need not load may say nothing until a second one is asked too; empty for never
 * @param fallbacks which models stand in for others
 * @param cloud what becomes of models that remote services answer for
 * @param toNodes request headers that go on
 * @param toCallers answer headers that come back
 */
public record RelayPolicy(
        long bodyLimit,
        BodyBudget bodies,
        int generations,
        QueuePolicy queue,
        Patience patience,
        Optional<Duration> commentAfter,
        Optional<Duration> hedgeAfter,
        Fallbacks fallbacks,
        CloudPolicy cloud,
        PassedHeaders toNodes,
        PassedHeaders toCallers) {}
