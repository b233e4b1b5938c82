package dev.parley.agent.talk;

import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.event.ConversationEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is counted while a conversation goes by. */
final class Tally {

    /** An idea, who had it and, where somebody had had it before, that earlier one. */
    record NotedIdea(String text, String agent, int round, Optional<String> of) {}

    private final Map<Integer, ConversationEvent.TurnStarted> turns = new HashMap<>();
    private final List<NotedIdea> ideas = new ArrayList<>();
    private List<Agent> machines;
    private int plannedRounds;
    private int round;
    private int finishedTurns;
    private ConversationEvent.@Nullable TurnStarted open;

    Tally(List<Agent> machines, int plannedRounds) {
        this.machines = machines;
        this.plannedRounds = plannedRounds;
    }

    void count(ConversationEvent event) {
        if (event instanceof ConversationEvent.ConversationStarted started) {
            machines = started.machines();
            plannedRounds = started.rounds();
        } else if (event instanceof ConversationEvent.RoundStarted started) {
            round = started.round();
        } else if (event instanceof ConversationEvent.TurnStarted started) {
            round = started.round();
            turns.put(started.turn(), started);
            open = started;
        } else if (event instanceof ConversationEvent.TurnCompleted) {
            finishedTurns++;
            open = null;
        } else if (event instanceof ConversationEvent.TurnSkipped) {
            open = null;
        } else if (event instanceof ConversationEvent.IdeaNew idea) {
            note(idea.turn(), idea.idea(), Optional.empty());
        } else if (event instanceof ConversationEvent.IdeaRepeated idea) {
            note(idea.turn(), idea.idea(), Optional.of(idea.of()));
        }
    }

    private void note(int turn, String text, Optional<String> of) {
        ideas.add(new NotedIdea(
                text, agent(turn), turns.containsKey(turn) ? turns.get(turn).round() : round, of));
    }

    /** The name of the agent of this turn. */
    String agent(int turn) {
        ConversationEvent.TurnStarted started = turns.get(turn);
        return started == null ? "turn " + turn : started.agent();
    }

    /** The agent's place among the agents; 0 is the first. */
    int place(String agent) {
        for (int place = 0; place < machines.size(); place++) {
            if (machines.get(place).agent().equals(agent)) {
                return place;
            }
        }
        return 0;
    }

    /** The turn that is being answered. */
    Optional<ConversationEvent.TurnStarted> open() {
        return Optional.ofNullable(open);
    }

    /** Agents in speaking order. */
    List<Agent> machines() {
        return machines;
    }

    /** Rounds planned; 0 = until stopped. */
    int plannedRounds() {
        return plannedRounds;
    }

    /** The round that goes on; 0 before the first. */
    int round() {
        return round;
    }

    int finishedTurns() {
        return finishedTurns;
    }

    List<NotedIdea> newIdeas() {
        return ideas.stream().filter(idea -> idea.of().isEmpty()).toList();
    }

    List<NotedIdea> repeatedIdeas() {
        return ideas.stream().filter(idea -> idea.of().isPresent()).toList();
    }
}
