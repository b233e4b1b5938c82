package dev.parley.orchestrator.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.prompt.Prompts;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.IdeasInPrompt;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Mode;
import dev.parley.protocol.conversation.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Conversations of every language with nodes whose tokenizers nobody knows: no prompt that a node takes is longer than its
 * window, and what matters most is in every one of them.
 */
class WindowPropertiesTest {

    private static final Prompts PROMPTS = new Prompts();
    private static final int TURNS = 30;

    static Stream<Arguments> every_prompt_fits_its_window_and_has_the_newest_turn_and_the_ideas() {
        return Stream.of(Language.values())
                .flatMap(language -> IntStream.range(0, 8).mapToObj(seed -> Arguments.of(language, seed)));
    }

    @ParameterizedTest
    @MethodSource
    void every_prompt_fits_its_window_and_has_the_newest_turn_and_the_ideas(Language language, int seed) {
        Trial trial = new Trial(language, new SplittableRandom(seed * 31L + language.ordinal()), seed);

        for (int turn = 1; turn <= TURNS; turn++) {
            trial.turn(turn);
        }

        assertThat(trial.refusals).as("refused prompts of %d", TURNS).isLessThanOrEqualTo(2);
        assertThat(trial.late)
                .as("prompts that left too little for the answer, once something was learned")
                .isZero();
    }

    /** One agent that talks, and a node that counts. */
    private static final class Trial {

        private final Language language;
        private final RandomGenerator random;
        private final ReferenceTokenizer node;
        private final ContextPlanner planner;
        private final ConversationSpec spec;
        private final Speaker speaker;
        private final Optional<Integer> length;
        private final List<ChatMessage> said = new ArrayList<>();
        private final List<String> ideas = new ArrayList<>();
        private long foldedBefore;
        private int refusals;
        private int late;

        Trial(Language language, RandomGenerator random, int seed) {
            this.language = language;
            this.random = random;
            this.node = seed == 0 ? ReferenceTokenizer.ofBytes() : ReferenceTokenizer.of(random);
            int usual = 4_096 << random.nextInt(3);
            this.planner =
                    new ContextPlanner(PROMPTS, new WindowRule(usual, Map.of(), 131_072, 256), new TokenEstimates());
            this.length = random.nextBoolean() ? Optional.of(32_768) : Optional.empty();
            this.speaker = new Speaker(
                    new Agent("critic", Role.CRITIC, "m", null, 100 + random.nextInt(1_400), 120, null, null, null),
                    random.nextBoolean() ? Words.text(language, 80, random) : null);
            this.spec = new ConversationSpec(
                    Words.text(language, 12, random),
                    List.of(speaker),
                    0,
                    0,
                    1_000,
                    language,
                    Mode.ROUNDS,
                    null,
                    true,
                    IdeasInPrompt.values()[random.nextInt(2)]);
        }

        void turn(int number) {
            ContextPlan plan = plan(Trust.LEARNED);
            if (node.tokens(plan.messages()) > plan.window().context()) {
                refusals++;
                planner.tooLong("m", plan);
                plan = plan(Trust.NONE);
            }
            int counted = node.tokens(plan.messages());
            assertThat(counted).isLessThanOrEqualTo(plan.window().context());
            late += number > 3 && counted > plan.window().prompt() ? 1 : 0;
            assertEverythingThatMattersIsIn(plan.messages());
            planner.heard("m", plan, counted);
            foldedBefore = plan.foldedBefore();
            answer();
        }

        private ContextPlan plan(Trust trust) {
            return planner.plan(
                    spec, speaker, "m", length, new Past(List.of(), Spoken.of(said), ideas, foldedBefore), trust);
        }

        private void assertEverythingThatMattersIsIn(List<ChatMessage> prompt) {
            assertThat(prompt.get(0)).isEqualTo(PROMPTS.system(spec, speaker));
            String last = prompt.get(prompt.size() - 1).content();
            assertThat(last).contains(PROMPTS.followUp(language));
            if (!said.isEmpty()) {
                String idea = ideas.get(ideas.size() - 1);
                assertThat(last)
                        .contains(idea.substring(0, Math.min(20, idea.length())).strip());
                String answer = said.get(said.size() - 2).content();
                String shown = prompt.get(prompt.size() - 3).content();
                assertThat(shown).startsWith(answer.substring(0, Math.min(4, answer.length())));
                assertThat(shown)
                        .endsWith(answer.substring(Math.max(0, answer.length() - 4))
                                .strip());
            }
        }

        private void answer() {
            said.add(new ChatMessage(MessageRole.ASSISTANT, Words.text(language, 5 + random.nextInt(400), random)));
            said.add(new ChatMessage(MessageRole.USER, PROMPTS.followUp(language)));
            ideas.add(said.size() + " " + Words.text(language, 3 + random.nextInt(20), random));
        }
    }
}
