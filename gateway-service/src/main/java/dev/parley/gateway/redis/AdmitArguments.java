package dev.parley.gateway.redis;

import dev.parley.gateway.quota.Claim;
import dev.parley.gateway.quota.Decision;
import dev.parley.gateway.quota.Decision.Outcome;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What {@code admit.lua} is told, and what it answers. */
final class AdmitArguments {

    private static final Outcome[] OUTCOMES = Outcome.values();

    private AdmitArguments() {}

    static List<String> of(Claim claim, String heldPrefix, String gateway, String lapse) {
        return List.of(
                heldPrefix,
                gateway,
                lapse,
                claim.isHeld() ? String.valueOf(claim.lease()) : "",
                text(claim.limits().requestsPerMinute()),
                text(claim.limits().tokensPerMinute()),
                text(claim.limits().concurrentStreams()),
                text(claim.limits().tokensPerMonth()),
                String.valueOf(claim.need().tokens()),
                String.valueOf(claim.need().asked()),
                text(claim.seed()),
                String.valueOf(claim.elsewhere()));
    }

    static Decision read(Response answer) {
        Outcome outcome = OUTCOMES[answer.get(0).toInteger()];
        return new Decision(
                outcome,
                at(answer, 1),
                at(answer, 2),
                at(answer, 3),
                at(answer, 4),
                at(answer, 5),
                at(answer, 6),
                at(answer, 7),
                at(answer, 8));
    }

    /** An answer that decides nothing has only the outcome. */
    private static long at(Response answer, int index) {
        return index < answer.size() ? answer.get(index).toLong() : 0;
    }

    private static String text(OptionalInt limit) {
        return limit.isPresent() ? String.valueOf(limit.getAsInt()) : "";
    }

    private static String text(OptionalLong limit) {
        return limit.isPresent() ? String.valueOf(limit.getAsLong()) : "";
    }
}
