package dev.parley.ideas.extraction;

import dev.parley.ideas.extraction.Outline.Heading;
import dev.parley.ideas.extraction.Outline.Item;
import dev.parley.ideas.extraction.Outline.Paragraph;
import dev.parley.ideas.extraction.Outline.Part;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Bullets first. An item is an idea; what stands under it is detail and folded into it, unless the item only introduces a
 * list: then the list's items are the ideas. Beside items, a sentence is an idea only if its wording proposes something;
 * without any items every sentence is.
 */
final class BulletSplitter {

    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern REASONING = Pattern.compile("(?s)^\\s*<think>.*?</think>");

    /** Fewer letters and digits are no idea in any of our languages. */
    private static final int FEWEST_SIGNS = 5;

    private static final int FEWEST_WORDS_OF_A_SENTENCE = 3;

    private final Proposals proposals;
    private final Wording wording;
    private boolean underOtherMatter;

    BulletSplitter(Wording wording) {
        this.wording = wording;
        this.proposals = new Proposals(wording);
    }

    Stream<String> split(String answer) {
        String text = REASONING.matcher(Markup.withoutInvisibleMarks(answer)).replaceFirst("");
        List<Part> parts = Outline.of(LINE_END.splitAsStream(text).toList());
        boolean listed = parts.stream().anyMatch(Item.class::isInstance);
        return parts.stream().flatMap(part -> ideasOf(part, listed)).filter(BulletSplitter::saysSomething);
    }

    private Stream<String> ideasOf(Part part, boolean listed) {
        if (part instanceof Item item) {
            return underOtherMatter ? Stream.empty() : ideasOf(item);
        }
        if (part instanceof Heading heading) {
            underOtherMatter = wording.headsOtherMatter(Markup.off(heading.text()));
            return Stream.empty();
        }
        return sentences(Markup.off(((Paragraph) part).text().toString()), listed);
    }

    private Stream<String> ideasOf(Item item) {
        String text = Markup.off(item.text().toString());
        if (introduces(item, text)) {
            return item.details().stream().flatMap(this::ideasOf);
        }
        return item.done() || proposals.isOtherItem(text) ? Stream.empty() : Stream.of(text);
    }

    private static boolean introduces(Item item, String text) {
        if (item.details().isEmpty()) {
            return text.endsWith(":");
        }
        return text.endsWith(":")
                || (Titles.isBare(item.text())
                        && item.details().stream()
                                .allMatch(detail -> Titles.isStatement(
                                        Markup.off(detail.text().toString()))));
    }

    private Stream<String> sentences(String paragraph, boolean listed) {
        List<String> sentences = Sentences.of(paragraph);
        String last = sentences.isEmpty() ? "" : sentences.get(sentences.size() - 1);
        underOtherMatter = last.endsWith(":") && wording.headsOtherMatter(last);
        return sentences.stream()
                .filter(sentence -> !sentence.endsWith(":") && !proposals.isMereQuestion(sentence))
                .filter(sentence -> sentence.split(" ").length >= FEWEST_WORDS_OF_A_SENTENCE)
                .filter(sentence -> listed ? proposals.isProposal(sentence) : !proposals.isOtherMatter(sentence));
    }

    private static boolean saysSomething(String idea) {
        return idea.codePoints()
                        .filter(Character::isLetterOrDigit)
                        .limit(FEWEST_SIGNS)
                        .count()
                == FEWEST_SIGNS;
    }
}
