package dev.parley.orchestrator.prompt;

import dev.parley.orchestrator.prompt.PromptFolder.Source;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Role;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one language. They are parsed once; whatever a caller wrote is only ever data for them, so braces in a
 * subject stay braces. They know of nothing but their data: no settings, no beans, no other files.
 */
final class PromptTexts {

    private static final Engine ENGINE = Engine.builder().addDefaults().build();

    private final Map<PromptText, Template> templates = new EnumMap<>(PromptText.class);

    /** Every text is tried at once, so that a mistake in one of them is told at start and not in the middle of a turn. */
    PromptTexts(PromptFolder folder, Language language) {
        for (PromptText text : PromptText.values()) {
            templates.put(text, template(text, folder.read(language, text)));
        }
    }

    String system(String subject, Speaker speaker) {
        Map<String, Object> data =
                Map.of("subject", subject, "max_tokens", speaker.agent().maxTokens(), "role", role(speaker));
        return render(PromptText.SYSTEM, data);
    }

    String instruction(List<String> ideas) {
        return render(PromptText.INSTRUCTION, Map.of("ideas", String.join("\n- ", ideas), "question", question()));
    }

    String question() {
        return render(PromptText.QUESTION, Map.of());
    }

    String summary(List<String> lines) {
        return render(PromptText.SUMMARY, Map.of("summary", String.join("\n", lines)));
    }

    /** The role's own line, the caller's own text, or both. */
    private String role(Speaker speaker) {
        PromptText line = line(speaker.agent().role());
        if (line == null) {
            return String.valueOf(speaker.system());
        }
        String told = render(line, Map.of());
        return speaker.system() == null ? told : told + "\n" + speaker.system();
    }

    private static @Nullable PromptText line(Role role) {
        return switch (role) {
            case GENERATOR -> PromptText.GENERATOR;
            case CRITIC -> PromptText.CRITIC;
            case MODERATOR -> PromptText.MODERATOR;
            case SYNTH, SINTETIZATOR -> PromptText.SYNTH;
            case CUSTOM -> null;
        };
    }

    private String render(PromptText text, Map<String, Object> data) {
        Template template = templates.get(text);
        if (template == null) {
            throw new IllegalStateException("text: " + text + " (expected: one that was read)");
        }
        return render(template, data);
    }

    private static String render(Template template, Map<String, Object> data) {
        var instance = template.instance();
        data.forEach(instance::data);
        return instance.render();
    }

    private static Template template(PromptText text, Source source) {
        try {
            Template template = ENGINE.parse(source.text(), null, source.place());
            if (render(template, text.sample()).isBlank()) {
                throw new IllegalStateException("prompt %s: says nothing".formatted(source.place()));
            }
            return template;
        } catch (TemplateException e) {
            int line = e.getOrigin() == null ? 1 : e.getOrigin().getLine();
            throw new IllegalStateException(
                    "prompt %s, line %d: %s (data: %s)"
                            .formatted(
                                    source.place(),
                                    line,
                                    e.getMessage(),
                                    text.sample().keySet()),
                    e);
        }
    }
}
