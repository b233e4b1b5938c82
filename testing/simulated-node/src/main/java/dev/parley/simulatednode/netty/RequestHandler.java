package dev.parley.simulatednode.netty;

import dev.parley.simulatednode.exchange.Reply;
import dev.parley.simulatednode.exchange.Request;

/** Answers requests; what it returns is run when the client leaves before the end of the reply. */
@FunctionalInterface
public interface RequestHandler {
    Runnable receive(Request request, Reply reply);
}
