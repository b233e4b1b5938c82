package dev.parley.agent;

import dev.parley.agent.gateway.Gateway;
import dev.parley.agent.gateway.GatewayRefused;
import dev.parley.agent.machine.UsualAgents;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.ConversationStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The conversation that is listened to, and since when.
 *
 * @param after what happened until then is not told
 */
record Opening(Conversation conversation, Instant after) {

    /**
     * Starts a conversation, or lets one go on.
     *
     * @throws StackAway if nothing came of it because the house is not all there
     * @throws GatewayRefused if what was asked for cannot be
     */
    static Opening of(TalkOptions options, Gateway gateway) throws StackAway {
        try {
            UUID known = options.conversation();
            return known == null ? start(options, gateway) : goOn(known, options.roundsToGoOn(), gateway);
        } catch (IOException e) {
            throw new StackAway("The gateway at %s cannot be reached: %s".formatted(gateway.base(), e.getMessage()));
        } catch (GatewayRefused e) {
            if (e.isForWantOfAService()) {
                throw new StackAway(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static Opening start(TalkOptions options, Gateway gateway) throws IOException {
        List<String> models = options.namesAgents() ? List.of() : gateway.models(UsualAgents.COUNT);
        return new Opening(gateway.start(options.request(models), UUID.randomUUID()), Instant.MIN);
    }

    private static Opening goOn(UUID id, int rounds, Gateway gateway) throws IOException {
        Conversation before = gateway.conversation(id);
        if (before.status() == ConversationStatus.ACTIVE) {
            return new Opening(before, Instant.MIN);
        }
        Conversation now = before.status() == ConversationStatus.PAUSED ? gateway.resume(id) : gateway.goOn(id, rounds);
        return new Opening(now, before.updatedAt());
    }
}
