package dev.parley.orchestrator.postgres;

/**
 * The history as its readers know it: every message by itself. An answer's row holds the question that follows it, too, until
 * somebody edits that question; then it has a row of its own.
 */
final class Spoken {

    /** The messages of some rows; the rows are named {@code kept}, and already bounded: each becomes one message or two. */
    private static final String APART = """
            (select kept.tenant, kept.conversation, kept.seq, said.* from kept, lateral (values
                (kept.part, kept.role, kept.content, kept.agent_url, kept.agent, kept.agent_role, kept.model, kept.round,
                    kept.turn, kept.tokens, kept.partial, kept.edited, kept.edited_at, kept.request_key, kept.created_at),
                (kept.part + 1, 'user', kept.question, null, null, null, null, kept.round,
                    kept.turn, null, false, null, null, null, kept.created_at))
                said (part, role, content, agent_url, agent, agent_role, model, round,
                    turn, tokens, partial, edited, edited_at, request_key, created_at)
             where said.content is not null)""";

    /** Gives the question of an answer a row of its own: {@code $1} conversation, {@code $2} line, {@code $3} its part. */
    static final String TAKE_APART = """
            insert into conversations.message (tenant, conversation, seq, part, role, content, round, turn, created_at)
            select tenant, conversation, seq, part + 1, 'user', question, round, turn, created_at
            from conversations.message where conversation = $1 and seq = $2 and part = $3 - 1 and question is not null""";

    /** What {@link #TAKE_APART} has given a row of its own is not said twice. */
    static final String TAKEN_APART = """
            update conversations.message set question = null
            where conversation = $1 and seq = $2 and part = $3 - 1 and question is not null""";

    private Spoken() {}

    /**
     * A question about messages.
     *
     * @param rows what selects the rows, bounded
     * @param select the question, with {@code %s} where the messages are
     */
    static String in(String rows, String select) {
        return "with kept as (select * from conversations.message where " + rows + ") " + select.formatted(APART);
    }
}
