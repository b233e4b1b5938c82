package dev.parley.ideas.postgres;

import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An idea of a completed turn, as the view {@code confirmed_idea} shows it. */
@Entity
@Immutable
@Table(schema = "ideas", name = "confirmed_idea")
@IdClass(ConfirmedIdea.Key.class)
class ConfirmedIdea {

    @Id
    String tenant;

    @Id
    UUID conversation;

    @Id
    long claim;

    @Id
    int ordinal;

    @Column
    int turn;

    @Column
    int round;

    @Column
    String agent;

    @Column
    @Enumerated(EnumType.STRING)
    Role role;

    @Column
    String text;

    @Column
    @Enumerated(EnumType.STRING)
    Verdict verdict;

    @Column(name = "of_text")
    @Nullable
    String ofText;

    @Column
    @Nullable
    Double score;

    @Column
    @Nullable
    String method;

    @Column
    @Nullable
    String why;

    Idea toIdea() {
        return new Idea(turn, ordinal, round, agent, role, text, verdict, ofText, score, method, why);
    }

    /** What names a row. */
    record Key(String tenant, UUID conversation, long claim, int ordinal) implements Serializable {}
}
