package dev.parley.orchestrator.refinement;

import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.protocol.conversation.MessageRole;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the two models are told, and what their words mean. Prompts and answers are only ever parts of messages; the second
 * model's task is the operator's own text, to which a way to say "nothing" is added.
 */
final class Notes {

    private static final String OR_NOTHING = "\n\nIf there is nothing to improve, reply with exactly: OK";

    private static final String JUDGE =
            "You rate answers. Reply with a single number from 0 (useless) to 10 (perfect)," + " and nothing else.";

    /** Short, and without a word that could be a note. */
    private static final Pattern NOTHING = Pattern.compile(
            "(ok|okay|ок|окей|none|nothing|no|no changes|нет|нет замечаний|ничего|замечаний нет|nimic)?");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.,-])(10|\\d(?:[.,]\\d+)?)(?!\\d|[.,]\\d)");

    private Notes() {}

    /** For a first answer. */
    static List<ChatMessage> ask(String prompt) {
        return List.of(user(prompt));
    }

    /** For notes on a draft. */
    static List<ChatMessage> review(String goal, String prompt, String draft) {
        return List.of(
                new ChatMessage(MessageRole.SYSTEM, goal + OR_NOTHING),
                user("Request:\n" + prompt + "\n\nAnswer:\n" + draft));
    }

    /** For a better answer. */
    static List<ChatMessage> revise(String prompt, String draft, String notes) {
        return List.of(
                user(prompt),
                new ChatMessage(MessageRole.ASSISTANT, draft),
                user("A reviewer has these notes on your answer:\n" + notes
                        + "\n\nWrite the whole answer again, improved where the notes are right, in the language of the"
                        + " request. Give the answer alone, without speaking of the notes."));
    }

    /** For a rating. */
    static List<ChatMessage> rate(String prompt, String answer) {
        return List.of(
                new ChatMessage(MessageRole.SYSTEM, JUDGE), user("Request:\n" + prompt + "\n\nAnswer:\n" + answer));
    }

    /** Whether a review found nothing. */
    static boolean isNothing(String notes) {
        String said = notes.toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Punct}\\s]+", " ")
                .strip();
        return NOTHING.matcher(said).matches();
    }

    /** The rating in a judge's words; empty if there is none between 0 and 10. */
    static OptionalDouble rating(String words) {
        Matcher number = NUMBER.matcher(words);
        return number.find()
                ? OptionalDouble.of(Double.parseDouble(number.group(1).replace(',', '.')))
                : OptionalDouble.empty();
    }

    private static ChatMessage user(String content) {
        return new ChatMessage(MessageRole.USER, content);
    }
}
