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

    private static final int FEWEST = 3;
    private static final int MOST = 5;
    private static final double VERBATIM = 0.25;
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
        lines.add(wording.fill(material.pick(role.intro(), random), Map.of()));
        bullets(role, material, wording, EarlierIdeas.in(messages), repeatShare, random)
                .forEach(bullet -> lines.add("- " + bullet));
        lines.add(ending(last, material, wording, random));
        return String.join("\n", lines);
    }

    private static List<String> bullets(
            Role role,
            Material material,
            Wording wording,
            EarlierIdeas earlier,
            double repeatShare,
            RandomGenerator random) {
        List<String> bullets = new ArrayList<>();
        int wanted = FEWEST + random.nextInt(MOST - FEWEST + 1);
        for (int tries = 0; bullets.size() < wanted && tries < 10 * MOST; tries++) {
            boolean repeats = !earlier.isEmpty() && random.nextDouble() < repeatShare;
            String bullet = repeats
                    ? repeated(wording, earlier, random)
                    : fresh(role, bullets.size(), material, wording, earlier, random);
            if (!bullets.contains(bullet)) {
                bullets.add(bullet);
            }
        }
        return bullets;
    }

    private static String repeated(Wording wording, EarlierIdeas earlier, RandomGenerator random) {
        String idea = pick(earlier.ideas(), random);
        return random.nextDouble() < VERBATIM ? idea : wording.reworded(idea).orElse(idea);
    }

    /** What the role adds; its first bullets are its own kind, the rest are plain ideas. */
    private static String fresh(
            Role role, int position, Material material, Wording wording, EarlierIdeas earlier, RandomGenerator random) {
        boolean own = position < 2;
        if (role == Role.CRITIC && own && !earlier.isEmpty()) {
            return wording.fill(
                    material.pick("risk", random), Map.of("idea", EarlierIdeas.quote(pick(earlier.ideas(), random))));
        }
        if (role == Role.SYNTH && own && earlier.ideas().size() > 1) {
            int first = random.nextInt(earlier.ideas().size());
            int second = (first + 1 + random.nextInt(earlier.ideas().size() - 1))
                    % earlier.ideas().size();
            return wording.fill(
                    material.pick("merge", random),
                    Map.of(
                            "idea", EarlierIdeas.quote(earlier.ideas().get(first)),
                            "other", EarlierIdeas.quote(earlier.ideas().get(second))));
        }
        if (role == Role.MODERATOR && position == 0) {
            return wording.fill(material.pick("question", random), Map.of());
        }
        return wording.fill(pick(pick(material.ideas(), random).wordings(), random), Map.of());
    }

    /** The line that the instruction asks for, else one of our own. */
    private static String ending(String instruction, Material material, Wording wording, RandomGenerator random) {
        Matcher asked = ASKED_ENDING.matcher(instruction);
        String own = wording.fill(material.pick("next", random), Map.of());
        return asked.find() ? "NEXT: " + asked.group(1).strip() : own;
    }

    private static String first(List<Message> messages, String role) {
        return messages.stream()
                .filter(message -> message.from(role))
                .map(Message::content)
                .findFirst()
                .orElse("");
    }

    private static <T> T pick(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
