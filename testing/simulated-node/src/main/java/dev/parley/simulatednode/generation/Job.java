package dev.parley.simulatednode.generation;

import dev.parley.simulatednode.content.Ask;
import dev.parley.simulatednode.exchange.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One answer to be generated.
 *
 * @param exchange the request it belongs to
 * @param ask what is asked
 * @param keepAliveNanos the request's keep-alive, or null
 * @param streamed whether pieces are passed on as they come
 */
public record Job(Exchange exchange, Ask ask, @Nullable Long keepAliveNanos, boolean streamed) {}
