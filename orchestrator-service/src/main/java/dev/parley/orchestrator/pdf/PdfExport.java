package dev.parley.orchestrator.pdf;

import dev.parley.orchestrator.export.Labels;
import dev.parley.orchestrator.pdf.Sheet.Look;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitWidthDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/** Writes one conversation as a PDF, with a bookmark for each round. Blocks while it works: some 2 ms a page. */
final class PdfExport {

    private static final float DARK = 0;
    private static final float QUIET = 0.42f;

    private final PDDocument document = new PDDocument();
    private final PDDocumentOutline outline = new PDDocumentOutline();
    private final Labels labels;
    private final Sheet sheet;
    private final Look title;
    private final Look round;
    private final Look heading;
    private final Look text;
    private final Look small;
    private int lastRound;

    private PdfExport(Fonts fonts, Labels labels) {
        this.labels = labels;
        Typeface plain = new Typeface(document, fonts.regular());
        Typeface bold = new Typeface(document, fonts.bold());
        sheet = new Sheet(document, labels.locale());
        title = new Look(bold, 18, DARK, 0, 60);
        round = new Look(bold, 13, DARK, 18, 90);
        heading = new Look(bold, 9.5f, DARK, 11, 50);
        text = new Look(plain, 10, DARK, 2, 0);
        small = new Look(plain, 8.5f, QUIET, 2, 0);
    }

    /** The whole document. */
    static byte[] of(Fonts fonts, Conversation conversation, List<Message> messages, List<Idea> ideas) {
        Labels labels = Labels.of(conversation.language());
        try {
            PdfExport export = new PdfExport(fonts, labels);
            try (export.document) {
                export.head(conversation);
                Map<Integer, List<Idea>> ofTurn = ideas.stream().collect(Collectors.groupingBy(Idea::turn));
                for (Message message : messages) {
                    export.message(message, ofTurn.getOrDefault(message.turn(), List.of()));
                }
                return export.finished(conversation);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a PDF could not be written into memory", e);
        }
    }

    private void head(Conversation conversation) throws IOException {
        sheet.page();
        sheet.write(conversation.subject(), title);
        String figures = "%s: %s   %s: %d   %s: %d   %s: %d   %s: %s"
                .formatted(
                        labels.word("status"),
                        labels.word(conversation.status().name().toLowerCase(Locale.ROOT)),
                        labels.word("rounds"),
                        conversation.rounds(),
                        labels.word("tokens"),
                        conversation.tokens(),
                        labels.word("ideas"),
                        conversation.newIdeas(),
                        labels.word("started"),
                        day(conversation.createdAt()));
        sheet.write(figures, small);
        for (Agent agent : conversation.machines()) {
            String node = agent.node() == null ? "" : " @ " + agent.node();
            sheet.write("%s: %s%s".formatted(agent.agent(), agent.model(), node), small);
        }
    }

    private void message(Message message, List<Idea> ideas) throws IOException {
        if (message.round() != lastRound) {
            lastRound = message.round();
            String name = labels.word("round") + " " + lastRound;
            sheet.write(name, round);
            bookmark(name, sheet.page());
        }
        if (message.role() != MessageRole.ASSISTANT) {
            sheet.write(message.content(), small);
            return;
        }
        sheet.write(heading(message), heading);
        sheet.write(message.content(), text);
        for (Idea idea : ideas) {
            sheet.write(idea(idea), small);
        }
    }

    private String heading(Message message) {
        String tokens = message.tokens() == null ? "" : " · %d %s".formatted(message.tokens(), labels.word("tokens"));
        return "%s %d · %s · %s @ %s%s"
                .formatted(
                        labels.word("turn"),
                        message.turn(),
                        message.agent(),
                        message.model() == null ? "?" : message.model(),
                        message.agentUrl() == null ? "?" : message.agentUrl(),
                        tokens);
    }

    private String idea(Idea idea) {
        String verdict = labels.word(idea.verdict().name().toLowerCase(Locale.ROOT));
        String of = idea.verdict() == Verdict.REPEATED && idea.of() != null
                ? " (%s: %s)".formatted(labels.word("of"), idea.of())
                : "";
        return "• %s: %s%s".formatted(verdict, idea.text(), of);
    }

    private void bookmark(String name, PDPage page) {
        PDPageFitWidthDestination destination = new PDPageFitWidthDestination();
        destination.setPage(page);
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(name);
        item.setDestination(destination);
        outline.addLast(item);
    }

    private byte[] finished(Conversation conversation) throws IOException {
        sheet.close(small);
        document.getDocumentCatalog().setDocumentOutline(outline);
        document.getDocumentCatalog().setLanguage(labels.locale().toLanguageTag());
        document.getDocumentInformation().setTitle(conversation.subject());
        document.getDocumentInformation()
                .setCreationDate(GregorianCalendar.from(conversation.updatedAt().atZone(ZoneOffset.UTC)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
