package dev.parley.ideas.postgres;

/** The statements on one registry. {@code $1} is the tenant, {@code $2} the conversation, in all of them. */
final class IdeaSql {

    static final String ATTEMPTS = """
            select claim, attempt, answer, standing from ideas.claim
            where tenant = $1 and conversation = $2 and turn = $3
            """;

    static final String IDEAS_OF_CLAIM = """
            select c.turn, c.round, c.agent, c.role, i.ordinal, i.text, i.verdict, i.of_text, i.score, i.method, i.why
            from ideas.idea i join ideas.claim c using (tenant, conversation, claim)
            where i.tenant = $1 and i.conversation = $2 and i.claim = $3 order by i.ordinal
            """;

    static final String FIRST_IDEAS = """
            select distinct on (i.key) i.claim, i.ordinal, i.key, c.turn, c.agent, i.text
            from ideas.idea i join ideas.claim c using (tenant, conversation, claim)
            where i.tenant = $1 and i.conversation = $2 and i.key > $3 and c.standing <> 'LAPSED'
            order by i.key, i.claim, i.ordinal limit $4
            """;

    static final String UNVERIFIED = """
            select i.claim, i.ordinal, i.key, c.turn, c.agent, i.text
            from ideas.idea i join ideas.claim c using (tenant, conversation, claim)
            where i.tenant = $1 and i.conversation = $2 and i.verdict = 'UNVERIFIED' and c.standing <> 'LAPSED'
            order by i.claim, i.ordinal limit $3
            """;

    static final String ADD_CLAIM = """
            insert into ideas.claim
                (tenant, conversation, claim, turn, attempt, round, agent, role, answer, standing, since)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PROVISIONAL', $10)
            """;

    static final String ADD_IDEA = """
            insert into ideas.idea
                (tenant, conversation, claim, ordinal, text, key, verdict, of_claim, of_ordinal, of_text, score, method, why)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """;

    static final String RESTAND = """
            update ideas.claim set standing = $4, since = $5 where tenant = $1 and conversation = $2 and claim = $3
            """;

    /** What was said to repeat an idea of this claim. */
    static final String DOUBT_REPETITIONS = """
            update ideas.idea set verdict = 'UNVERIFIED',
                of_claim = null, of_ordinal = null, of_text = null, score = null, method = null, why = null
            where tenant = $1 and conversation = $2 and of_claim = $3
            """;

    /** What has a key of this claim and is not older, the claim's own ideas included. */
    static final String DOUBT_SAME_KEYS = """
            update ideas.idea set verdict = 'UNVERIFIED',
                of_claim = null, of_ordinal = null, of_text = null, score = null, method = null, why = null
            where tenant = $1 and conversation = $2 and claim >= $3 and key in (
                select key from ideas.idea where tenant = $1 and conversation = $2 and claim = $3)
            """;

    static final String CORRECT = """
            update ideas.idea set verdict = $5,
                of_claim = $6, of_ordinal = $7, of_text = $8, score = $9, method = $10, why = $11
            where tenant = $1 and conversation = $2 and claim = $3 and ordinal = $4
            """;

    private IdeaSql() {}
}
