package dev.parley.gateway.redis;

import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Claim;
import dev.parley.gateway.quota.Decision;
import dev.parley.gateway.quota.Settlement;
import dev.parley.gateway.quota.SharedLedger;
import dev.parley.transport.process.ProcessIdentity;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;

/**
 * The ledger in Redis. Everything here happens on one event loop and one connection, so that Redis is told in the order in
 * which things happened. What this process has under way is a lease of its own there, which lapses with its signs of life;
 * with every connection the process takes a new name, so that what was on its way when one broke lapses too.
 */
public final class RedisLedger implements SharedLedger {

    private final Vertx vertx;
    private final Context context;
    private final RedisLine line;
    private final Scripts scripts;
    private final String process;
    private final Clock clock;
    private final String lapse;
    private final long beat;
    private final Leases leases = new Leases();
    private int connections;
    private String name = "";

    /** @param clock tells the month only; Redis itself tells the time */
    public RedisLedger(Vertx vertx, Redis redis, ProcessIdentity process, Clock clock, Reach reach) {
        this(vertx, redis, process, clock, reach, Scripts.readingTimeFrom("clock.lua"));
    }

    RedisLedger(Vertx vertx, Redis redis, ProcessIdentity process, Clock clock, Reach reach, Scripts scripts) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.scripts = scripts;
        this.process = process.toString();
        this.clock = clock;
        this.lapse = String.valueOf(reach.lapse().toMillis());
        this.beat = reach.beat().toMillis();
        this.line = new RedisLine(vertx, context, redis, reach, scripts::load, this::connected);
    }

    /** Connects, and stays connected as far as it can. */
    public void start() {
        line.start();
        vertx.setPeriodic(beat, tick -> context.runOnContext(now -> beat()));
    }

    /** Ends the connection. What is under way lapses. */
    public Future<Void> stop() {
        Promise<Void> gone = Promise.promise();
        context.runOnContext(now -> {
            line.stop();
            gone.complete();
        });
        return gone.future();
    }

    @Override
    public boolean isThere() {
        return line.isThere();
    }

    @Override
    public Future<Decision> admit(Claim claim) {
        if (!line.isThere()) {
            return Future.failedFuture(Away.CAUSE);
        }
        Context caller = vertx.getOrCreateContext();
        Promise<Decision> answer = Promise.promise();
        context.runOnContext(
                now -> decide(claim).onComplete(decided -> caller.runOnContext(then -> answer.handle(decided))));
        return answer.future();
    }

    @Override
    public void adopt(Claim claim, Decision decision) {
        if (claim.isHeld()) {
            context.runOnContext(now -> leases.hold(claim, decision.reserved()));
        }
    }

    private Future<Decision> decide(Claim claim) {
        Keys keys = Keys.of(claim.account());
        Request call = scripts.admit()
                .call(
                        List.of(keys.minute(), keys.gateways(), keys.month(month())),
                        AdmitArguments.of(claim, keys.heldPrefix(), name, lapse));
        return line.send(call).map(AdmitArguments::read).onSuccess(decision -> {
            if (claim.isHeld() && decision.outcome() == Decision.Outcome.ADMITTED) {
                leases.hold(claim, decision.reserved());
            }
        });
    }

    @Override
    public void settle(Settlement ended) {
        context.runOnContext(now -> tell(ended));
    }

    private void tell(Settlement ended) {
        Claim claim = ended.claim();
        leases.letGo(claim);
        Keys keys = Keys.of(claim.account());
        line.send(scripts.settle()
                        .call(
                                List.of(keys.minute(), keys.month(month())),
                                List.of(
                                        keys.heldPrefix(),
                                        name,
                                        String.valueOf(claim.lease()),
                                        claim.limits().tokensPerMinute().isPresent() ? "1" : "",
                                        String.valueOf(ended.admitted().second()),
                                        String.valueOf(ended.noted()),
                                        String.valueOf(ended.tokens()))))
                .onFailure(untold -> leases.missed(claim));
    }

    /** What could not be told is in PostgreSQL: the month is forgotten, to be asked for there. */
    private void connected() {
        String former = name;
        connections++;
        name = process + "/" + connections;
        leases.forEach((account, held) -> tell(account, former, held));
        leases.takeMissed()
                .forEach(account ->
                        line.send(Request.cmd(Command.DEL).arg(Keys.of(account).month(month()))));
    }

    private void beat() {
        if (!line.isThere()) {
            return;
        }
        // A line that is silent for long is taken for broken.
        line.send(Request.cmd(Command.PING));
        leases.forEach((account, held) -> {
            Keys keys = Keys.of(account);
            line.send(scripts.beat().call(List.of(keys.gateways()), List.of(keys.heldPrefix(), name, lapse)))
                    .onSuccess(known -> {
                        if (known.toInteger() == 0) {
                            leases.of(account).ifPresent(now -> tell(account, "", now));
                        }
                    });
        });
    }

    private void tell(Account account, String former, Leases.OfAccount held) {
        Keys keys = Keys.of(account);
        line.send(scripts.tell()
                .call(List.of(keys.gateways()), held.arguments(List.of(keys.heldPrefix(), name, lapse, former))));
    }

    private YearMonth month() {
        return YearMonth.now(clock);
    }
}
