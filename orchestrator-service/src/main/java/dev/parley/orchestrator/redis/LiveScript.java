package dev.parley.orchestrator.redis;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.stream.LiveKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.function.Supplier;

/** What is written for one attempt, in one round trip a batch. */
final class LiveScript {

    /** Why a batch cannot be added: the text before it is not there (any more). */
    private static final int LOST = 0;

    private static final String ADD = """
            if ARGV[1] == 't' then
              if redis.call('STRLEN', KEYS[2]) ~= tonumber(ARGV[3]) then return 0 end
              redis.call('APPEND', KEYS[2], ARGV[4])
              redis.call('PEXPIRE', KEYS[2], ARGV[5])
            end
            redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[6], '*', 'k', ARGV[1], 's', ARGV[2], 'o', ARGV[3], 'c', ARGV[4])
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            return 1
            """;

    private final LiveLine line;
    private final String chunks;
    private final String text;
    private final String seq;
    private final Duration ttl;
    private final String most;

    LiveScript(LiveLine line, LiveKey key, long seq, OrchestratorConfig.Live config) {
        this.line = line;
        this.chunks = LiveKeys.chunks(key);
        this.text = LiveKeys.text(key, seq);
        this.seq = Long.toString(seq);
        this.ttl = config.ttl();
        this.most = Integer.toString(config.batches());
    }

    /** Adds reasoning. */
    Uni<Void> thought(String content) {
        return add("h", 0, content).replaceWithVoid();
    }

    /**
     * Adds a batch of the answer, and with it all that came before if Redis has lost it.
     *
     * @param start bytes before the batch
     * @param before the text before the batch; asked for only if it is needed
     */
    Uni<Void> text(long start, String content, Supplier<String> before) {
        return add("t", start, content)
                .flatMap(added -> added == LOST
                        ? line.send(Request.cmd(Command.SET)
                                        .arg(text)
                                        .arg(before.get())
                                        .arg("PX")
                                        .arg(ttl.toMillis()))
                                .chain(() -> add("t", start, content))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Integer> add(String kind, long start, String content) {
        Request script = Request.cmd(Command.EVAL)
                .arg(ADD)
                .arg(2)
                .arg(chunks)
                .arg(text)
                .arg(kind)
                .arg(seq)
                .arg(start)
                .arg(content)
                .arg(ttl.toMillis())
                .arg(most);
        return line.send(script).map(Response::toInteger);
    }
}
