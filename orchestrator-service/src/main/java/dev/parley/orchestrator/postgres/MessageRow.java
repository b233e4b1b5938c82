package dev.parley.orchestrator.postgres;

import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A message as its readers get it. Only read: messages are written by the transaction that completes their turn. */
@Entity
@Immutable
@Table(schema = "conversations", name = "message")
@IdClass(MessageRow.Key.class)
@NullUnmarked
class MessageRow {

    /** Where a message stands. */
    record Key(UUID conversation, long seq, int part) implements Serializable {}

    @Id
    UUID conversation;

    @Id
    long seq;

    @Id
    int part;

    @Column
    String tenant;

    @Column
    String role;

    @Column
    String content;

    @Column(name = "agent_url")
    @Nullable
    String agentUrl;

    @Column
    @Nullable
    String agent;

    @Column(name = "agent_role")
    @Nullable
    String agentRole;

    @Column
    @Nullable
    String model;

    @Column
    int round;

    @Column
    int turn;

    @Column
    @Nullable
    Integer tokens;

    @Column
    boolean partial;

    @Column
    @Nullable
    String edited;

    @Column(name = "edited_at")
    @Nullable
    Instant editedAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column
    @Nullable
    String question;

    /** The answer and the question that follows it, or any other message. */
    Stream<Message> messages() {
        return question == null ? Stream.of(message()) : Stream.of(message(), followUp());
    }

    private Message followUp() {
        return new Message(
                seq + "." + (part + 1),
                MessageRole.USER,
                question,
                null,
                null,
                null,
                null,
                round,
                turn,
                null,
                null,
                null,
                createdAt);
    }

    private Message message() {
        return new Message(
                seq + "." + part,
                MessageRole.valueOf(role.toUpperCase(Locale.ROOT)),
                edited == null ? content : edited,
                agentUrl,
                agent,
                agentRole == null ? null : Role.valueOf(agentRole.toUpperCase(Locale.ROOT)),
                model,
                round,
                turn,
                tokens,
                partial ? true : null,
                editedAt,
                createdAt);
    }
}
