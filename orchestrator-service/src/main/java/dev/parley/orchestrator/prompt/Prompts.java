package dev.parley.orchestrator.prompt;

import dev.parley.orchestrator.PromptsConfig;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.IdeasInPrompt;
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

    /** Of a digest: as many as a page holds in a few words each. */
    public static final int IDEAS_DIGESTED = 300;

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
     * The messages for one attempt, whatever their length.
     *
     * @param history the shared history, oldest first; the newest {@link ConversationSpec#historyLimit()} are shown
     * @param ideas the new ideas so far, oldest first; as many as {@link #shown} says are shown
     */
    public List<ChatMessage> messages(
            ConversationSpec spec, Speaker speaker, List<ChatMessage> history, List<String> ideas) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(system(spec, speaker));
        messages.addAll(newest(history, spec.historyLimit()));
        messages.add(instruction(spec, shown(spec, ideas)));
        return messages;
    }

    /** Who the agent is. */
    public ChatMessage system(ConversationSpec spec, Speaker speaker) {
        return new ChatMessage(MessageRole.SYSTEM, texts(spec.language()).system(spec.subject(), speaker));
    }

    /** The last message: these ideas, and the request for something new. */
    public ChatMessage instruction(ConversationSpec spec, List<String> ideas) {
        return new ChatMessage(MessageRole.USER, texts(spec.language()).instruction(ideas));
    }

    /** What was said before, a line each. */
    public ChatMessage summary(ConversationSpec spec, List<String> lines) {
        return new ChatMessage(MessageRole.USER, texts(spec.language()).summary(lines));
    }

    /** How many ideas an agent may be told of. */
    public static int ideasShown(ConversationSpec spec) {
        return spec.ideasInPrompt() == IdeasInPrompt.DIGEST ? IDEAS_DIGESTED : IDEAS_SHOWN;
    }

    /** The ideas that an agent is told of, oldest first, if there is room for them. */
    public static List<String> shown(ConversationSpec spec, List<String> ideas) {
        return newest(ideas, ideasShown(spec)).stream()
                .map(idea -> spec.likeV4() ? normalised(idea) : idea)
                .toList();
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
