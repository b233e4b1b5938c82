package dev.parley.gateway.conversation;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names a conversation. */
public record ConversationId(UUID value) {

    /** {@link UUID#fromString} takes shorter forms too, which would give one conversation several names. */
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** The id of this text; empty if no conversation can be called so. */
    public static Optional<ConversationId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ConversationId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
