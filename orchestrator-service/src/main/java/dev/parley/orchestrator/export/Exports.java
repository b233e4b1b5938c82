package dev.parley.orchestrator.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.orchestrator.ExportConfig;
import dev.parley.orchestrator.control.Reading;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.conversation.ConversationFile;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Conversations to take away. Texts are made page by page as they are read, so that a conversation of any length costs the
 * same memory; only paper is made as a whole and therefore bounded.
 */
@Singleton
public final class Exports {

    private final Reading reading;
    private final Paper paper;
    private final ObjectMapper json;
    private final int paperCharacters;

    Exports(Reading reading, Paper paper, ObjectMapper json, ExportConfig config) {
        this.reading = reading;
        this.paper = paper;
        this.json = json;
        this.paperCharacters = config.pdfCharacters();
    }

    /** The first page, which says whether there is such a conversation. */
    public Uni<Outcome<History>> begin(ConversationKey key) {
        return reading.history(key, null, null);
    }

    /** The first system's log. */
    public Multi<String> text(ConversationKey key, History first) {
        return pages(key, first).map(TextExport::of);
    }

    /** For people to read, and to edit further. */
    public Multi<String> markdown(ConversationKey key, History first) {
        MarkdownExport writer =
                new MarkdownExport(Labels.of(first.conversation().language()));
        Multi<String> head = Multi.createFrom().item(() -> writer.head(first.conversation()));
        return head.onCompletion().switchTo(pages(key, first).map(writer::page));
    }

    /** All of it as one JSON object, a {@link ConversationFile}, which can be brought back. */
    public Multi<String> json(ConversationKey key, History first) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        reading.start(key).map(this::head).toMulti(),
                        Multi.createFrom().item(() -> ",\"conversation\":" + written(first.conversation())),
                        list("messages", pages(key, first), History::messages),
                        list("ideas", pages(key, first), History::ideas),
                        Multi.createFrom().item("}"));
    }

    private String head(Outcome<StartConversation> start) {
        return "{\"version\":%d,\"start\":%s".formatted(ConversationFile.VERSION, written(given(start)));
    }

    /**
     * On paper.
     *
     * @return the document; refused with {@code invalid-parameter} if the conversation is longer than paper may be
     */
    public Uni<Outcome<byte[]>> pdf(ConversationKey key, History first) {
        List<Message> messages = new ArrayList<>();
        List<Idea> ideas = new ArrayList<>();
        return pages(key, first)
                .onItem()
                .scan(() -> 0L, (length, page) -> {
                    messages.addAll(page.messages());
                    ideas.addAll(page.ideas());
                    return length + characters(page);
                })
                .select()
                .first(length -> length <= paperCharacters)
                .collect()
                .last()
                .flatMap(ignored -> characters(messages) <= paperCharacters
                        ? paper.print(first.conversation(), messages, ideas)
                        : Uni.createFrom().item(tooLong()));
    }

    private Outcome<byte[]> tooLong() {
        String detail = "format: pdf of more than %d characters (expected: fewer, or md)".formatted(paperCharacters);
        return Outcome.refused(ProblemCode.INVALID_PARAMETER, detail);
    }

    private Multi<History> pages(ConversationKey key, History first) {
        AtomicReference<@Nullable String> cursor = new AtomicReference<>(first.next());
        Multi<History> rest = Multi.createBy()
                .repeating()
                .uni(() -> reading.history(key, null, cursor.get())
                        .map(Exports::given)
                        .invoke(page -> cursor.set(page.next())))
                .whilst(page -> page.next() != null);
        Multi<History> begun = Multi.createFrom().item(first);
        return first.next() == null ? begun : begun.onCompletion().switchTo(rest);
    }

    private static <T> T given(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Given<T> given) {
            return given.value();
        }
        throw new IllegalStateException("conversation: deleted while it was read (expected: the rest of it)");
    }

    private <T> Multi<String> list(String name, Multi<History> pages, Function<History, List<T>> items) {
        AtomicReference<String> before = new AtomicReference<>("");
        Multi<String> written = pages.map(items)
                .select()
                .where(page -> !page.isEmpty())
                .map(page ->
                        before.getAndSet(",") + page.stream().map(this::written).collect(Collectors.joining(",")));
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(",\"" + name + "\":["),
                        written,
                        Multi.createFrom().item("]"));
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long characters(History page) {
        return characters(page.messages());
    }

    private static long characters(List<Message> messages) {
        return messages.stream()
                .mapToLong(message -> message.content().length())
                .sum();
    }
}
