package dev.parley.agent.tunnel;

import dev.parley.agent.journal.AgentLog;
import dev.parley.agent.ollama.OllamaNode;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What every message of this agent has around it.
 *
 * @param loop where everything happens
 * @param node who answers
 * @param lent which models may be asked for
 * @param streams whether answers are passed on as they come
 * @param held what collected answers take of memory, all together
 * @param log told of each message, never of what is said in it
 * @param nanos time, for durations
 */
public record Surroundings(
        Loop loop,
        OllamaNode node,
        Predicate<String> lent,
        boolean streams,
        Held held,
        AgentLog log,
        LongSupplier nanos) {}
