package dev.parley.orchestrator.export;

import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as Markdown (CommonMark): a heading for each round and turn, what was said as a quotation, so that whatever
 * headings and lists it has of its own stay inside it, and under it its ideas with their verdicts. One writer for one
 * conversation, page after page.
 */
public final class MarkdownExport {

    private final Labels labels;
    private int round;

    public MarkdownExport(Labels labels) {
        this.labels = labels;
    }

    /** What stands above the first round. */
    public String head(Conversation conversation) {
        String agents = conversation.machines().stream().map(this::agent).collect(Collectors.joining("\n"));
        return """
                # %s

                %s: %s · %s: %d · %s: %d · %s: %d · %s: %s

                %s:
                %s
                """.formatted(
                        oneLine(conversation.subject()),
                        labels.word("status"),
                        labels.word(conversation.status().name().toLowerCase(Locale.ROOT)),
                        labels.word("rounds"),
                        conversation.rounds(),
                        labels.word("tokens"),
                        conversation.tokens(),
                        labels.word("ideas"),
                        conversation.newIdeas(),
                        labels.word("started"),
                        conversation.createdAt(),
                        labels.word("machines"),
                        agents);
    }

    /** The messages of the next page, each with its ideas. */
    public String page(History page) {
        Map<Integer, List<Idea>> ideas = page.ideas().stream().collect(Collectors.groupingBy(Idea::turn));
        StringBuilder text = new StringBuilder();
        for (Message message : page.messages()) {
            if (message.round() != round) {
                round = message.round();
                text.append("\n## %s %d\n".formatted(labels.word("round"), round));
            }
            if (message.role() == MessageRole.ASSISTANT) {
                text.append("\n### ").append(heading(message)).append("\n\n").append(quoted(message.content()));
                text.append(list(ideas.getOrDefault(message.turn(), List.of())));
            } else {
                text.append("\n> *").append(oneLine(message.content())).append("*\n");
            }
        }
        return text.toString();
    }

    private String agent(Agent agent) {
        return "- %s: %s%s".formatted(agent.agent(), code(agent.model()), at(agent.node()));
    }

    private String heading(Message message) {
        String tokens = message.tokens() == null ? "" : " · %d %s".formatted(message.tokens(), labels.word("tokens"));
        return "%s %d · %s · %s%s%s"
                .formatted(
                        labels.word("turn"),
                        message.turn(),
                        message.agent(),
                        code(message.model()),
                        at(message.agentUrl()),
                        tokens);
    }

    private String list(List<Idea> ideas) {
        return ideas.isEmpty() ? "" : ideas.stream().map(this::idea).collect(Collectors.joining("", "\n", ""));
    }

    private String idea(Idea idea) {
        String verdict = labels.word(idea.verdict().name().toLowerCase(Locale.ROOT));
        String of = idea.verdict() == Verdict.REPEATED && idea.of() != null
                ? " – %s: %s".formatted(labels.word("of"), oneLine(idea.of()))
                : "";
        return "- **%s** %s%s\n".formatted(verdict, oneLine(idea.text()), of);
    }

    private static String at(@Nullable String node) {
        return node == null ? "" : " @ " + code(node);
    }

    /** A name as code; one that has a backtick in it would end that early. */
    private static String code(@Nullable String name) {
        return "`" + (name == null ? "?" : name.replace('`', '\'')) + "`";
    }

    private static String quoted(String content) {
        return content.lines().map(line -> ("> " + line).stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
