package dev.parley.simulatednode.content.ideas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The bullets of one answer: what the role adds, fresh ideas, and now and then an earlier one again. */
record Bullets(Role role, Material material, Wording wording, EarlierIdeas earlier, RandomGenerator random) {

    private static final int FEWEST = 3;
    private static final int MOST = 5;
    private static final int TRIES = 50;

    /** Of the repeated ideas, those that come back word for word. */
    private static final double VERBATIM = 0.25;

    /** The first bullets of a critic and of a synth are remarks on earlier ideas. */
    private static final int REMARKS = 2;

    List<String> write(double repeatShare) {
        List<String> bullets = new ArrayList<>();
        int wanted = FEWEST + random.nextInt(MOST - FEWEST + 1);
        for (int tries = 0; bullets.size() < wanted && tries < TRIES; tries++) {
            boolean repeats = !earlier.isEmpty() && random.nextDouble() < repeatShare;
            String bullet = repeats ? repeated() : added(bullets);
            if (!bullets.contains(bullet)) {
                bullets.add(bullet);
            }
        }
        return bullets;
    }

    private String repeated() {
        String idea = pick(earlier.ideas());
        return random.nextDouble() < VERBATIM ? idea : wording.reworded(idea).orElse(idea);
    }

    private String added(List<String> bullets) {
        int position = bullets.size();
        boolean remark = position < REMARKS;
        return switch (role) {
            case CRITIC -> remark && !earlier.isEmpty() ? risk() : fresh(bullets);
            case SYNTH -> remark && earlier.ideas().size() > 1 ? merged() : fresh(bullets);
            case MODERATOR -> position == 0 ? wording.fill("question", Map.of()) : fresh(bullets);
            case GENERATOR, OTHER -> fresh(bullets);
        };
    }

    private String risk() {
        return wording.fill("risk", Map.of("idea", EarlierIdeas.quote(pick(earlier.ideas()))));
    }

    private String merged() {
        List<String> ideas = earlier.ideas();
        int first = random.nextInt(ideas.size());
        int second = (first + 1 + random.nextInt(ideas.size() - 1)) % ideas.size();
        return wording.fill(
                "merge",
                Map.of("idea", EarlierIdeas.quote(ideas.get(first)), "other", EarlierIdeas.quote(ideas.get(second))));
    }

    /** An idea that the conversation does not have, as long as there is one. */
    private String fresh(List<String> bullets) {
        Material.Idea idea = pick(material.ideas());
        for (int tries = 0; tries < TRIES && taken(idea, bullets); tries++) {
            idea = pick(material.ideas());
        }
        return wording.fill(pick(idea.wordings()), Map.of());
    }

    private boolean taken(Material.Idea idea, List<String> bullets) {
        return earlier.have(idea) || bullets.stream().anyMatch(idea::made);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
