package dev.parley.simulatednode.generation;

import dev.parley.simulatednode.content.Answers;
import dev.parley.simulatednode.content.Prompt;
import dev.parley.simulatednode.content.Tokens;
import dev.parley.simulatednode.engine.Counters;
import dev.parley.simulatednode.engine.Demand;
import dev.parley.simulatednode.engine.Engine;
import dev.parley.simulatednode.engine.Turn;
import dev.parley.simulatednode.time.NodeTime;

/** Starts answers. */
public final class Generator {

    private final NodeTime time;
    private final Engine engine;
    private final Answers answers;
    private final Counters counters;

    public Generator(NodeTime time, Engine engine, Answers answers, Counters counters) {
        this.time = time;
        this.engine = engine;
        this.answers = answers;
        this.counters = counters;
    }

    /** Generates an answer and writes it in the given form; a client that leaves stops it. */
    public void start(Job job, AnswerForm form) {
        Listener listener = job.streamed()
                ? new StreamedAnswer(job.exchange().reply(), form)
                : new CollectedAnswer(job.exchange().reply(), form);
        Generation generation = new Generation(time, answers, counters, job, listener);
        int[] prompt = Tokens.ids(Prompt.rendered(job.ask()));
        Demand demand = new Demand(
                job.ask().model(),
                job.ask().options().runner(),
                job.keepAliveNanos(),
                false,
                prompt,
                Demand.Loading.of(job.exchange().settings()));
        Turn turn = engine.ask(demand, generation);
        job.exchange().onGone(() -> {
            turn.cancel();
            generation.cancel();
        });
    }
}
