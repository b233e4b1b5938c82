package dev.parley.orchestrator.context;

import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.protocol.conversation.MessageRole;
import java.util.ArrayList;
import java.util.List;

/** What belongs together in a history: an answer and whatever was said before the next one. Measured once. */
public final class Spoken {

    private static final int LINE = 240;

    private final long number;
    private final List<ChatMessage> messages;
    private final Measure measure;

    /**
     * Something that was said.
     *
     * @param number counted through the whole conversation, as far as this process knows it
     */
    public Spoken(long number, List<ChatMessage> messages) {
        this.number = number;
        this.messages = List.copyOf(messages);
        this.measure = Weights.measure(messages);
    }

    public long number() {
        return number;
    }

    public List<ChatMessage> messages() {
        return messages;
    }

    Measure measure() {
        return measure;
    }

    /** A history cut where an answer begins; the first is numbered zero. */
    public static List<Spoken> of(List<ChatMessage> history) {
        List<Spoken> all = new ArrayList<>();
        List<ChatMessage> open = new ArrayList<>();
        for (ChatMessage message : history) {
            if (message.role() == MessageRole.ASSISTANT && !open.isEmpty()) {
                all.add(new Spoken(all.size(), open));
                open.clear();
            }
            open.add(message);
        }
        if (!open.isEmpty()) {
            all.add(new Spoken(all.size(), open));
        }
        return all;
    }

    /** How many messages. */
    public int size() {
        return messages.size();
    }

    /** Some of the messages, under the same number. */
    public Spoken part(int from, int to) {
        return new Spoken(number, messages.subList(from, to));
    }

    /**
     * The same in short, a line each: what was answered without the closing question, and what people said.
     *
     * @param question the one that follows every answer; it says nothing
     */
    public List<String> lines(String question) {
        return messages.stream()
                .map(ChatMessage::content)
                .filter(content -> !content.equals(question))
                .map(Spoken::withoutNext)
                .map(content -> Shortening.line(content, LINE))
                .filter(line -> !line.isEmpty())
                .map(line -> "- " + line)
                .toList();
    }

    private static String withoutNext(String content) {
        int next = content.lastIndexOf("NEXT:");
        return next > 0 && next > content.lastIndexOf('\n') - 2 ? content.substring(0, next) : content;
    }
}
