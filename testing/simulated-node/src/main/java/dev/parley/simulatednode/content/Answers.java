package dev.parley.simulatednode.content;

import dev.parley.simulatednode.content.ideas.IdeaText;
import dev.parley.simulatednode.settings.Mode;
import dev.parley.simulatednode.settings.NodeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides what is said: draft by mode, then prefix, labels, stops and length, then pieces. */
public final class Answers {

    private static final int CONTEXTS_OF_ENDLESS = 10;

    private final Script script;
    private final IdeaText ideas = new IdeaText();

    public Answers(Script script) {
        this.script = script;
    }

    /**
     * The whole answer.
     *
     * @param contextLength context of the instance; an unlimited answer ends after ten of them, as Ollama's does
     */
    public Answer to(Ask ask, int contextLength) {
        int prompt = Math.min(Prompt.tokens(ask), contextLength);
        if (ask.settings().mode() == Mode.SCRIPT) {
            Optional<ScriptedAnswer> scripted = script.next();
            if (scripted.isPresent()) {
                return cutting(ask, contextLength).scripted(scripted.get(), prompt);
            }
        }
        RandomGenerator random = Mixing.random(ask);
        Draft draft = ofLength(ask, draft(ask, random), random);
        Draft labelled = ask.settings().label() && draft.calls().isEmpty() ? labelled(draft, ask) : draft;
        return cutting(ask, contextLength).drafted(labelled, continued(ask, labelled.text()), prompt);
    }

    private static Cutting cutting(Ask ask, int contextLength) {
        int asked = ask.options().numPredict();
        long most = asked >= 0 ? asked : (long) CONTEXTS_OF_ENDLESS * contextLength;
        return new Cutting(ask, (int) Math.min(most, Integer.MAX_VALUE));
    }

    private Draft draft(Ask ask, RandomGenerator random) {
        Mode mode = ask.format() != null ? Mode.JSON : ask.settings().mode();
        Draft draft = switch (mode) {
            case IDEAS, SCRIPT ->
                Draft.text(ideas.write(ask.question(), ask.settings().repeatShare(), random));
            case ECHO -> Draft.text(echo(ask));
            case LOREM, CLOCK -> Lorem.text(ask, random);
            case JSON -> JsonFill.text(ask, random);
            case TOOL -> ToolUse.of(ask, random);
            case THINK -> Draft.text("After some thought: " + echo(ask));
        };
        boolean thinks = (ask.thinking() || mode == Mode.THINK) && ask.prefix().isEmpty();
        return thinks ? new Draft(thought(ask), draft.text(), draft.calls()) : draft;
    }

    private static String echo(Ask ask) {
        List<Message> question = ask.question();
        return question.isEmpty() ? "" : question.get(question.size() - 1).content();
    }

    private static String thought(Ask ask) {
        String about = ask.lastFrom("user");
        String start = about.length() > 60
                ? about.substring(0, about.offsetByCodePoints(0, Math.min(60, about.codePointCount(0, about.length()))))
                : about;
        return "The question is: " + start.strip() + " Let me look at what was said, then choose the clearest answer.";
    }

    /** The wanted length: cut, or filled up with filler words. */
    private static Draft ofLength(Ask ask, Draft draft, RandomGenerator random) {
        int wanted = ask.settings().answerTokens();
        if (wanted == 0 || !draft.calls().isEmpty()) {
            return draft;
        }
        List<String> tokens = Tokens.of(draft.text());
        String text = tokens.size() >= wanted
                ? String.join("", tokens.subList(0, wanted))
                : draft.text() + " " + Lorem.words(wanted - tokens.size(), random);
        return new Draft(draft.thinking(), text, draft.calls());
    }

    private static Draft labelled(Draft draft, Ask ask) {
        NodeSettings settings = ask.settings();
        String label = " [" + settings.name() + " #" + ask.number() + "]";
        List<String> lines = new ArrayList<>();
        for (String line : draft.text().split("\n", -1)) {
            lines.add(line.isBlank() ? line : line + label);
        }
        return new Draft(draft.thinking(), String.join("\n", lines), draft.calls());
    }

    /** What is left to say after the prefix; a prefix that the text does not begin with gets the whole text after it. */
    private static String continued(Ask ask, String text) {
        String prefix = ask.prefix();
        return text.startsWith(prefix) ? text.substring(prefix.length()) : " " + text;
    }
}
