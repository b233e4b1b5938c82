package dev.parley.orchestrator.prompt;

import dev.parley.orchestrator.PromptsConfig;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.MessageRole;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What agents are told, as in the first system: the role's instructions, the shared history, and last the ideas already
 * mentioned with the request for something new.
 */
@Startup // a template with a mistake is told at start, not in the first turn
@Singleton
public final class Prompts {

    /** The first system's own number. */
    public static final int IDEAS_SHOWN = 30;

    private final Map<Language, PromptTexts> texts = new EnumMap<>(Language.class);

    /** Reads our own templates of every language. */
    public Prompts() {
        this((Path) null);
    }

    /** Reads the templates of every language; those in the operator's folder take the place of ours. */
    @Inject
    public Prompts(PromptsConfig config) {
        this(config.folder().orElse(null));
    }

    private Prompts(@Nullable Path operators) {
        PromptFolder folder = new PromptFolder(operators);
        for (Language language : Language.values()) {
            texts.put(language, new PromptTexts(folder, language));
        }
    }

    /**
     * The messages for one attempt.
     *
     * @param history the shared history, oldest first; the newest {@link ConversationSpec#historyLimit()} are shown
     * @param ideas the new ideas so far, oldest first; the newest {@value #IDEAS_SHOWN} are shown
     */
    public List<ChatMessage> messages(
            ConversationSpec spec, Speaker speaker, List<ChatMessage> history, List<String> ideas) {
        PromptTexts language = texts(spec.language());
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(new ChatMessage(MessageRole.SYSTEM, language.system(spec.subject(), speaker)));
        messages.addAll(newest(history, spec.historyLimit()));
        List<String> shown = newest(ideas, IDEAS_SHOWN).stream()
                .map(idea -> spec.likeV4() ? normalised(idea) : idea)
                .toList();
        messages.add(new ChatMessage(MessageRole.USER, language.instruction(shown)));
        return messages;
    }

    /** The question that joins the history after every answer. */
    public String followUp(Language language) {
        return texts(language).question();
    }

    /** The first system kept and showed ideas in lower case, without the space around them. */
    private static String normalised(String idea) {
        return idea.toLowerCase(Locale.ROOT).strip();
    }

    private PromptTexts texts(Language language) {
        PromptTexts found = texts.get(language);
        if (found == null) {
            throw new IllegalStateException("language: " + language + " (expected: one with templates)");
        }
        return found;
    }

    private static <T> List<T> newest(List<T> items, int most) {
        return items.subList(Math.max(0, items.size() - most), items.size());
    }
}
