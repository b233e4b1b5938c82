package dev.parley.orchestrator.context;

import dev.parley.orchestrator.conversation.Compaction;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.prompt.Prompts;
import dev.parley.orchestrator.spec.ConversationSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fits one prompt into one window: first what must be there, then the newest of the rest, then the rest in short. */
final class Fitting {

    /** Of the room for a conversation: what ideas may take before they are told in fewer words. */
    private static final double IDEAS = 0.3;

    /** Of the room for a conversation: what older messages may take in short. */
    private static final double SUMMARY = 0.2;

    /** Folding makes room for some turns at once: each time costs a node what it had kept of the prompt's beginning. */
    private static final double REFILLED = 0.6;

    /** Of a newest answer that is longer than all its room: the first try at its length, and each further one. */
    private static final double SHRINKING = 0.8;

    private static final int SHORTEST = 40;

    private final Prompts prompts;
    private final ConversationSpec spec;
    private final Weights weights;
    private final Window window;
    private final Past past;
    private final ChatMessage system;

    Fitting(Prompts prompts, ConversationSpec spec, Weights weights, Window window, Past past, ChatMessage system) {
        this.prompts = prompts;
        this.spec = spec;
        this.weights = weights;
        this.window = window;
        this.past = past;
        this.system = system;
    }

    ContextPlan plan() {
        int room = window.prompt() - weights.ofPrompt(List.of(system));
        ChatMessage instruction = instruction((int) (room * IDEAS));
        int left = room - weights.of(instruction);
        List<Spoken> history = past.history();
        List<ChatMessage> newest = history.isEmpty()
                ? List.of()
                : fitted(history.get(history.size() - 1).messages(), left);
        List<Spoken> older = history.isEmpty() ? List.of() : history.subList(0, history.size() - 1);
        left -= weights.of(newest);

        int told = firstTold(older, left, (int) (room * SUMMARY));
        List<ChatMessage> verbatim = new ArrayList<>();
        older.subList(told, older.size()).forEach(one -> verbatim.addAll(one.messages()));
        ChatMessage summary = summary(older.subList(0, told), left - weights.of(verbatim), (int) (room * SUMMARY));

        List<ChatMessage> messages = new ArrayList<>();
        messages.add(system);
        if (summary != null) {
            messages.add(summary);
        }
        messages.addAll(verbatim);
        messages.addAll(newest);
        messages.add(instruction);
        return planned(messages, older, told);
    }

    private ContextPlan planned(List<ChatMessage> messages, List<Spoken> older, int told) {
        long foldedBefore = told == 0 ? 0 : older.get(told - 1).number() + 1;
        Compaction compaction = null;
        if (foldedBefore > past.foldedBefore()) {
            int folded = older.subList(0, told).stream()
                    .mapToInt(one -> one.messages().size())
                    .sum();
            compaction = new Compaction(before(), weights.ofPrompt(messages), folded);
        }
        return new ContextPlan(messages, window, compaction, foldedBefore, Weights.measure(messages));
    }

    /** With everything in it. */
    private int before() {
        int history = past.history().stream().mapToInt(one -> weights.of(one)).sum();
        return weights.ofPrompt(List.of(system, prompts.instruction(spec, past.ideas()))) + history;
    }

    private ChatMessage instruction(int most) {
        int room = most - weights.of(prompts.instruction(spec, List.of()));
        List<String> ideas = Prompts.shown(spec, past.ideas());
        return prompts.instruction(spec, new IdeaDigest(weights, room).of(ideas, spec.ideasInPrompt()));
    }

    /** Whole if it fits, else its beginning and its end. */
    private List<ChatMessage> fitted(List<ChatMessage> spoken, int room) {
        List<ChatMessage> fitted = spoken;
        int longest = spoken.stream()
                .mapToInt(message -> message.content().length())
                .max()
                .orElse(0);
        int most = longest;
        while (weights.of(fitted) > room && most > SHORTEST) {
            most = (int) Math.max(SHORTEST, most * SHRINKING);
            int each = most;
            fitted = spoken.stream()
                    .map(message -> new ChatMessage(message.role(), Shortening.ends(message.content(), each)))
                    .toList();
        }
        return fitted;
    }

    /** From which of the older ones on they are told word for word. */
    private int firstTold(List<Spoken> older, int left, int summary) {
        boolean folds =
                past.foldedBefore() > 0 && !older.isEmpty() && older.get(0).number() < past.foldedBefore();
        int room = past.earlier().isEmpty() ? left : left - summary;
        int all = older.stream().mapToInt(one -> weights.of(one)).sum();
        if (all <= (folds ? room * REFILLED : room)) {
            return 0;
        }
        int kept = 0;
        while (kept < older.size() && older.get(kept).number() < past.foldedBefore()) {
            kept++;
        }
        int rest = older.subList(kept, older.size()).stream()
                .mapToInt(one -> weights.of(one))
                .sum();
        return rest <= left - summary ? kept : refold(older, (int) ((left - summary) * REFILLED));
    }

    private int refold(List<Spoken> older, int room) {
        int first = older.size();
        int used = 0;
        while (first > 0) {
            used += weights.of(older.get(first - 1));
            if (used > room) {
                break;
            }
            first--;
        }
        return first;
    }

    /** The newest lines that fit; none if there is nothing to tell or no room for it. */
    private @Nullable ChatMessage summary(List<Spoken> folded, int left, int share) {
        List<String> lines = new ArrayList<>(past.earlier());
        String question = prompts.followUp(spec.language());
        folded.forEach(one -> lines.addAll(one.lines(question)));
        int most = Math.min(left, share);
        ChatMessage summary = null;
        int used = 0;
        for (int first = lines.size() - 1; first >= 0; first--) {
            used += weights.of(lines.get(first)) + 1;
            if (used > most) {
                break;
            }
            ChatMessage longer = prompts.summary(spec, lines.subList(first, lines.size()));
            if (weights.of(longer) > most) {
                break;
            }
            summary = longer;
        }
        return summary;
    }
}
