package dev.parley.agent;

import dev.parley.agent.machine.AgentSpec;
import dev.parley.agent.machine.UsualAgents;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Machine;
import dev.parley.protocol.conversation.StartConversation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What may be said to {@code talk}. */
final class TalkOptions {

    @Parameters(arity = "0..1", paramLabel = "SUBJECT", description = "What the agents talk about.")
    private @Nullable String subject;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How many times each agent speaks; 0 = until stopped (default: 5; with --continue: 1 more).")
    private @Nullable Integer rounds;

    @Option(names = "--pause", paramLabel = "S", description = "Seconds between rounds (default: 3).")
    private @Nullable Integer pause;

    @Option(
            names = "--agent",
            paramLabel = "model=...,role=...[,node=...][,max_tokens=...][,timeout=...]",
            description = {
                "One agent; repeat it for each, at least two. Roles: generator, critic, moderator, synth, custom"
                        + " (with system=..., last). Also temperature=, think=.",
                "Default: a generator, a critic and a synth on the models found."
            })
    private List<String> agents = List.of();

    @Option(names = "--language", paramLabel = "en|ro|ru|he", description = "What they are asked in (default: en).")
    private @Nullable String language;

    @Option(names = "--json", description = "Print the events as lines of JSON and nothing else.")
    private boolean json;

    @Option(names = "--continue", paramLabel = "ID", description = "Go on with this conversation.")
    private @Nullable String conversation;

    @Mixin
    private Place place = new Place();

    /** Checks what can be checked without a gateway. */
    void check() {
        if (conversation == null && subject == null) {
            throw new IllegalArgumentException("SUBJECT: nothing (expected: what to talk about, or --continue ID)");
        }
        if (conversation != null && subject != null) {
            throw new IllegalArgumentException("SUBJECT: given with --continue (expected: one of them)");
        }
        language();
        machines();
        conversation();
    }

    StartConversation request(List<String> models) {
        List<Machine> machines = machines();
        return new StartConversation(
                subject,
                machines.isEmpty() ? UsualAgents.on(models) : machines,
                rounds,
                pause,
                null,
                language(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private List<Machine> machines() {
        List<Machine> machines = new ArrayList<>();
        for (String agent : agents) {
            machines.add(AgentSpec.parse("--agent[%d]".formatted(machines.size()), agent));
        }
        return machines;
    }

    private @Nullable Language language() {
        if (language == null) {
            return null;
        }
        return switch (language) {
            case "en" -> Language.EN;
            case "ro" -> Language.RO;
            case "ru" -> Language.RU;
            case "he" -> Language.HE;
            default ->
                throw new IllegalArgumentException("--language: %s (expected: en, ro, ru, he)".formatted(language));
        };
    }

    boolean namesAgents() {
        return !agents.isEmpty();
    }

    int roundsToGoOn() {
        return rounds == null ? 1 : rounds;
    }

    @Nullable
    UUID conversation() {
        try {
            return conversation == null ? null : UUID.fromString(conversation);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--continue: %s (expected: the id of a conversation)".formatted(conversation), e);
        }
    }

    /** Where it is talked. */
    Place place() {
        return place;
    }

    boolean json() {
        return json;
    }
}
