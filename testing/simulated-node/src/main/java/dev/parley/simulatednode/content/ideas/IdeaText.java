package dev.parley.simulatednode.content.ideas;

import dev.parley.simulatednode.content.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes an opening line, three to five bullets and a closing {@code NEXT:} line, on topic for any subject. */
public final class IdeaText {

    private static final Pattern ASKED_ENDING = Pattern.compile("NEXT:\\s*([^'\"»”\\n]+)");

    /**
     * The text for a conversation.
     *
     * @param repeatShare share of the bullets that repeat an earlier idea, a quarter of them word for word
     */
    public String write(List<Message> messages, double repeatShare, RandomGenerator random) {
        String system = first(messages, "system");
        String user = first(messages, "user");
        String last =
                messages.isEmpty() ? "" : messages.get(messages.size() - 1).content();
        Material material = Material.of(Language.of(system.isEmpty() ? user : system));
        Wording wording = new Wording(material, Subject.in(system, user), random);
        Role role = Role.in(system);
        List<String> lines = new ArrayList<>();
        lines.add(wording.fill(role.intro(), Map.of()));
        new Bullets(role, material, wording, EarlierIdeas.in(messages, material), random)
                .write(repeatShare)
                .forEach(bullet -> lines.add("- " + bullet));
        lines.add(ending(last, wording));
        return String.join("\n", lines);
    }

    /** The line that the instruction asks for, else one of our own. */
    private static String ending(String instruction, Wording wording) {
        Matcher asked = ASKED_ENDING.matcher(instruction);
        return asked.find() ? "NEXT: " + asked.group(1).strip() : wording.fill("next", Map.of());
    }

    private static String first(List<Message> messages, String role) {
        return messages.stream()
                .filter(message -> message.from(role))
                .map(Message::content)
                .findFirst()
                .orElse("");
    }
}
