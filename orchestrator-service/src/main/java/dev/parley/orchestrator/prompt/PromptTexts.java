package dev.parley.orchestrator.prompt;

import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Role;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The templates of one language, from {@code templates/<language>/}. They are parsed once; whatever a caller wrote is only
 * ever data for them, so braces in a subject stay braces.
 */
final class PromptTexts {

    private static final Engine ENGINE = Engine.builder().addDefaults().build();

    private final Template system;
    private final Template instruction;
    private final String question;
    private final Map<Role, String> roles;

    private PromptTexts(Template system, Template instruction, String question, Map<Role, String> roles) {
        this.system = system;
        this.instruction = instruction;
        this.question = question;
        this.roles = roles;
    }

    static PromptTexts of(Language language) {
        String folder = "/templates/" + language.name().toLowerCase(Locale.ROOT) + "/";
        Map<Role, String> roles = new EnumMap<>(Role.class);
        roles.put(Role.GENERATOR, read(folder + "role-generator.txt"));
        roles.put(Role.CRITIC, read(folder + "role-critic.txt"));
        roles.put(Role.MODERATOR, read(folder + "role-moderator.txt"));
        roles.put(Role.SYNTH, read(folder + "role-synth.txt"));
        roles.put(Role.SINTETIZATOR, read(folder + "role-synth.txt"));
        return new PromptTexts(
                ENGINE.parse(read(folder + "system.txt")),
                ENGINE.parse(read(folder + "instruction.txt")),
                read(folder + "question.txt"),
                roles);
    }

    String system(String subject, Speaker speaker) {
        return system.data("subject", subject)
                .data("max_tokens", speaker.agent().maxTokens())
                .data("role", role(speaker))
                .render();
    }

    String instruction(List<String> ideas) {
        return instruction
                .data("ideas", String.join("\n- ", ideas))
                .data("question", question)
                .render();
    }

    String question() {
        return question;
    }

    /** The role's own line, the caller's own text, or both. */
    private String role(Speaker speaker) {
        String line = roles.get(speaker.agent().role());
        if (line == null) {
            return String.valueOf(speaker.system());
        }
        return speaker.system() == null ? line : line + "\n" + speaker.system();
    }

    private static String read(String resource) {
        try (InputStream stream = PromptTexts.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no prompt text at " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
