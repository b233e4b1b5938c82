package dev.parley.orchestrator.context;

import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.protocol.conversation.MessageRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits a question with its context and what was said before into a window. The question is never cut; of a context that is
 * too long its beginning and its end are kept, and the middle is what a model would read least attentively.
 */
public final class QuestionPlanner {

    private static final String INSTRUCTION = "Use the following context to answer the query:\n";

    /** Of the room beside the question: what earlier questions and answers may take from a context that wants it all. */
    private static final double MEMORY = 0.25;

    private static final double SHRINKING = 0.97;

    private final WindowRule windows;
    private final TokenEstimates estimates;
    private final int answer;

    /** @param answer tokens that are kept free for the longest answer */
    public QuestionPlanner(WindowRule windows, TokenEstimates estimates, int answer) {
        this.windows = windows;
        this.estimates = estimates;
        this.answer = answer;
    }

    /**
     * The question as it is sent; empty if it is longer than the largest window by itself.
     *
     * @param length the longest context that the model was made for; empty if nobody can tell
     * @param memory what was said before, oldest first: questions and answers by turns
     */
    public Optional<QuestionPlan> plan(
            String model,
            Optional<Integer> length,
            String context,
            List<ChatMessage> memory,
            String input,
            Trust trust) {
        Weights weights = new Weights(estimates.of(model), trust);
        ChatMessage question = new ChatMessage(MessageRole.USER, input);
        int fixed = weights.ofPrompt(List.of(question));
        int wanted = context.isEmpty() ? 0 : weights.of(told(context));
        Window window = windows.of(model, length, fixed + wanted + weights.of(memory), answer);
        int room = window.prompt() - fixed;
        if (room < 0) {
            return Optional.empty();
        }
        List<ChatMessage> remembered = newest(memory, Math.max(room - wanted, (int) (room * MEMORY)), weights);
        String kept = trimmed(context, room - weights.of(remembered), weights);

        List<ChatMessage> messages = new ArrayList<>();
        if (!kept.isEmpty()) {
            messages.add(told(kept));
        }
        messages.addAll(remembered);
        messages.add(question);
        int used = weights.of(kept);
        return Optional.of(
                new QuestionPlan(messages, window, used, weights.of(context) - used, Weights.measure(messages)));
    }

    /** A node counted the tokens of a question. */
    public void heard(String model, QuestionPlan plan, int counted) {
        estimates.of(model).heard(plan.measure(), counted - Weights.template(plan.messages()));
    }

    /** A node refused a question as too long for its window. */
    public void tooLong(String model, QuestionPlan plan) {
        estimates.of(model).tooLong(plan.measure(), plan.window().context());
    }

    private static ChatMessage told(String context) {
        return new ChatMessage(MessageRole.SYSTEM, INSTRUCTION + context);
    }

    /** Whole exchanges: a question without its answer would be taken for one that is open. */
    private static List<ChatMessage> newest(List<ChatMessage> memory, int room, Weights weights) {
        int first = memory.size();
        int left = room;
        while (first >= 2) {
            left -= weights.of(memory.subList(first - 2, first));
            if (left < 0) {
                break;
            }
            first -= 2;
        }
        return memory.subList(first, memory.size());
    }

    private static String trimmed(String context, int room, Weights weights) {
        if (context.isEmpty() || weights.of(told("")) >= room) {
            return "";
        }
        int weight = weights.of(told(context));
        if (weight <= room) {
            return context;
        }
        int most = (int) ((double) context.length() * room / weight);
        String kept = Shortening.ends(context, most);
        while (most > 0 && weights.of(told(kept)) > room) {
            most = (int) (most * SHRINKING) - 1;
            kept = most > 0 ? Shortening.ends(context, most) : "";
        }
        return kept;
    }
}
