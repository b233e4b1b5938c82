package dev.parley.ideas.postgres;

import dev.parley.ideas.ledger.Attempt;
import dev.parley.ideas.ledger.ClaimRecord;
import dev.parley.ideas.ledger.ClaimRecord.Judged;
import dev.parley.ideas.ledger.Standing;
import dev.parley.ideas.novelty.Candidate;
import dev.parley.ideas.novelty.IdeaRef;
import dev.parley.ideas.novelty.Match;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import io.vertx.mutiny.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From rows to values and back; the orders are those of {@link IdeaSql}. */
final class IdeaRows {

    private IdeaRows() {}

    static Attempt attempt(Row row) {
        return new Attempt(
                row.getLong("claim"),
                row.getInteger("attempt"),
                row.getString("answer"),
                Standing.valueOf(row.getString("standing")));
    }

    static Candidate candidate(Row row) {
        return new Candidate(
                new IdeaRef(row.getLong("claim"), row.getInteger("ordinal")),
                row.getString("key"),
                row.getInteger("turn"),
                row.getString("agent"),
                row.getString("text"));
    }

    static Idea idea(Row row) {
        return new Idea(
                row.getInteger("turn"),
                row.getInteger("ordinal"),
                row.getInteger("round"),
                row.getString("agent"),
                Role.valueOf(row.getString("role")),
                row.getString("text"),
                Verdict.valueOf(row.getString("verdict")),
                row.getString("of_text"),
                row.getDouble("score"),
                row.getString("method"),
                row.getString("why"));
    }

    static List<Object> claim(ClaimRecord claim) {
        ClaimIdeas request = claim.request();
        return List.of(
                claim.claim(),
                request.turn(),
                request.attempt(),
                request.round(),
                request.agent(),
                request.role().name(),
                claim.answer(),
                claim.at().atOffset(ZoneOffset.UTC));
    }

    static List<@Nullable Object> idea(Judged judged) {
        Candidate idea = judged.idea();
        List<@Nullable Object> values =
                new ArrayList<>(List.of(idea.ref().claim(), idea.ref().ordinal(), idea.text(), idea.key()));
        values.addAll(found(judged));
        return values;
    }

    static List<@Nullable Object> finding(Judged judged) {
        IdeaRef ref = judged.idea().ref();
        List<@Nullable Object> values = new ArrayList<>(List.of(ref.claim(), ref.ordinal()));
        values.addAll(found(judged));
        return values;
    }

    private static List<@Nullable Object> found(Judged judged) {
        String verdict = judged.finding().verdict().name();
        Match match = judged.finding().match();
        return match == null
                ? Arrays.<@Nullable Object>asList(verdict, null, null, null, null, null, null)
                : List.of(
                        verdict,
                        match.of().claim(),
                        match.of().ordinal(),
                        match.text(),
                        match.score(),
                        match.method(),
                        match.why());
    }
}
