package dev.parley.simulatednode.generation;

import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Script;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.content.Vectors;
import dev.parley.simulatednode.engine.Demand;
import dev.parley.simulatednode.engine.Engine;
import dev.parley.simulatednode.engine.Lease;
import dev.parley.simulatednode.engine.Turn;
import dev.parley.simulatednode.engine.Waiter;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.options.RunnerOptions;
import dev.parley.simulatednode.settings.Mode;
import dev.parley.simulatednode.time.NodeTime;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns texts into vectors, one after the other in the slot of the model. */
public final class Embedder {

    private static final String ENGINE_DIED = "do embedding request: Post \"http://127.0.0.1:39271/embedding\": EOF";

    private final NodeTime time;
    private final Engine engine;
    private final Script script;

    public Embedder(NodeTime time, Engine engine, Script script) {
        this.time = time;
        this.engine = engine;
        this.script = script;
    }

    /**
     * A request for vectors.
     *
     * @param inputs texts; none only loads the model
     * @param runner how the model must be loaded
     * @param keepAliveNanos the request's keep-alive, or null
     * @param truncate whether texts that are too long are cut
     * @param deathStatus the status when the engine dies, which differs between the endpoints
     */
    public record Order(
            List<String> inputs,
            RunnerOptions runner,
            @Nullable Long keepAliveNanos,
            boolean truncate,
            int deathStatus) {

        public Order {
            inputs = List.copyOf(inputs);
        }
    }

    /** The outcome: vectors as the model gives them, not of unit length, and the figures. */
    public record Embedded(List<double[]> vectors, int tokens, long totalNanos, long loadNanos) {}

    /** Embeds, unless the exchange has been answered with an error instead. */
    public void embed(Exchange exchange, Model model, Order order, ErrorForm errors, Consumer<Embedded> then) {
        int context = engine.contextLength(model, order.runner());
        int longest = order.inputs().stream().mapToInt(Vectors::tokens).max().orElse(0);
        if (longest > context && !order.truncate()) {
            errors.send(exchange.reply(), 400, "the input length exceeds the context length");
            return;
        }
        int tokens = order.inputs().stream()
                .mapToInt(input -> Math.min(context, Vectors.tokens(input)))
                .sum();
        boolean loadOnly = order.inputs().isEmpty();
        Demand demand = new Demand(
                model,
                order.runner(),
                order.keepAliveNanos(),
                loadOnly,
                new int[0],
                Demand.Loading.of(exchange.settings()));
        Turn turn = engine.ask(demand, new Waiter() {
            @Override
            public void granted(Lease lease) {
                work(exchange, tokens, lease, () -> finished(exchange, model, order, errors, then, tokens, lease));
            }

            @Override
            public void refused(int status, String text) {
                errors.send(exchange.reply(), status, text);
            }
        });
        exchange.onGone(turn::cancel);
    }

    private void work(Exchange exchange, int tokens, Lease lease, Runnable then) {
        double rate = exchange.settings().prefillTokensPerSecond();
        double seconds = tokens == 0 || rate == 0 ? 0 : exchange.settings().firstTokenSeconds() + tokens / rate;
        NodeTime.Timer timer = time.after((long) (seconds * 1e9), then);
        exchange.onGone(() -> {
            timer.cancel();
            lease.release();
        });
    }

    private void finished(
            Exchange exchange,
            Model model,
            Order order,
            ErrorForm errors,
            Consumer<Embedded> then,
            int tokens,
            Lease lease) {
        lease.release();
        if (exchange.fault(FaultCode.F11).isPresent()) {
            errors.send(exchange.reply(), order.deathStatus(), ENGINE_DIED);
            return;
        }
        boolean scripts = exchange.settings().mode() == Mode.SCRIPT;
        ScriptedAnswer scripted = scripts ? script.next().orElse(null) : null;
        Metrics figures = scripted == null ? null : scripted.figures();
        long total = figures == null ? time.nanos() - exchange.receivedAt() : figures.totalDuration();
        long load = figures == null ? lease.loadNanos() : figures.loadDuration();
        then.accept(new Embedded(vectors(exchange, model, order, scripted), tokens, total, load));
    }

    private static List<double[]> vectors(
            Exchange exchange, Model model, Order order, @Nullable ScriptedAnswer scripted) {
        List<double[]> known = scripted == null ? null : scripted.identity().vectors();
        if (known != null) {
            return known;
        }
        int width =
                model.details().embeddingLength() == 0 ? 384 : model.details().embeddingLength();
        return order.inputs().stream()
                .map(input -> Vectors.raw(input, width, exchange.settings().seed()))
                .toList();
    }
}
