package dev.parley.orchestrator.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.fake.Specs;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfExportTest {

    private static final Fonts FONTS = Fonts.of(Optional.empty());
    private static final String HEBREW = "ירידת מים (כ-30%) בלילה";

    @Test
    void what_was_said_can_be_read_searched_and_copied() throws IOException {
        Conversation conversation = conversation(Language.RO, "Țărănie și învățare");
        Message answer = answer(1, "• Fântâni la 120 m\n• Ферма на крыше\n" + HEBREW);
        Idea idea = new Idea(1, 1, 1, "critic", Role.CRITIC, "Fântâni", Verdict.NEW, null, null, null, null);

        try (PDDocument document = read(PdfExport.of(FONTS, conversation, List.of(answer), List.of(idea)))) {
            String text = new PDFTextStripper().getText(document);

            assertThat(text)
                    .contains("Țărănie și învățare", "• Fântâni la 120 m", "Ферма на крыше", "nouă: Fântâni")
                    .contains("ירידת מים", "בלילה");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("ro");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Țărănie și învățare");
        }
    }

    @Test
    void text_from_right_to_left_stands_at_the_right_margin() throws IOException {
        byte[] latin = PdfExport.of(FONTS, conversation(Language.EN, "x"), List.of(answer(1, "short")), List.of());
        byte[] hebrew = PdfExport.of(FONTS, conversation(Language.EN, "x"), List.of(answer(1, HEBREW)), List.of());

        assertThat(inkAtRight(latin)).isZero();
        assertThat(inkAtRight(hebrew)).isGreaterThan(50);
    }

    @Test
    void a_long_conversation_fills_numbered_pages_with_a_bookmark_for_each_round() throws IOException {
        String answer = "A sentence that is long enough to be broken somewhere in its middle. ".repeat(20);
        List<Message> answers = new ArrayList<>();
        for (int turn = 1; turn <= 60; turn++) {
            answers.add(answer(turn, answer));
        }

        try (PDDocument document = read(PdfExport.of(FONTS, conversation(Language.EN, "x"), answers, List.of()))) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(10);
            PDFTextStripper last = new PDFTextStripper();
            last.setStartPage(pages);
            assertThat(last.getText(document)).contains(pages + " / " + pages);
            assertThat(document.getDocumentCatalog().getDocumentOutline().children())
                    .hasSize(30);
        }
    }

    @Test
    void no_word_leaves_the_page_however_long_it_is() throws IOException {
        String word = "w".repeat(1_500);

        try (PDDocument document =
                read(PdfExport.of(FONTS, conversation(Language.EN, "x"), List.of(answer(1, word)), List.of()))) {
            assertThat(new PDFTextStripper().getText(document).chars().filter(it -> it == 'w'))
                    .hasSize(word.length());
            BufferedImage page = new PDFRenderer(document).renderImage(0);
            assertThat(ink(page, page.getWidth() - 55, 0, page.getHeight())).isZero();
        }
    }

    @Test
    void letters_that_no_font_has_are_seen_to_be_missing_and_the_rest_is_there() throws IOException {
        Message answer = answer(1, "rain \uD83C\uDF27 水 and\u0000 \u202Awind\u202C\tthen");

        try (PDDocument document =
                read(PdfExport.of(FONTS, conversation(Language.EN, "x"), List.of(answer), List.of()))) {
            assertThat(new PDFTextStripper().getText(document)).contains("rain \uFFFD \uFFFD and wind then");
        }
    }

    @Test
    void only_the_letters_that_occur_are_embedded() throws IOException {
        byte[] file = PdfExport.of(FONTS, conversation(Language.RO, "ăîș"), List.of(answer(1, HEBREW)), List.of());

        assertThat(file.length).isLessThan(60_000);
        try (PDDocument document = read(file)) {
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
        }
    }

    private static long inkAtRight(byte[] file) throws IOException {
        try (PDDocument document = read(file)) {
            BufferedImage page = new PDFRenderer(document).renderImage(0);
            return ink(page, page.getWidth() * 3 / 4, 130, page.getHeight() / 2);
        }
    }

    /** Dark points from this column to the right edge. */
    private static long ink(BufferedImage page, int fromX, int fromY, int toY) {
        long dark = 0;
        for (int x = fromX; x < page.getWidth(); x++) {
            for (int y = fromY; y < toY; y++) {
                if ((page.getRGB(x, y) & 0xff) < 128) {
                    dark++;
                }
            }
        }
        return dark;
    }

    private static PDDocument read(byte[] file) throws IOException {
        return Loader.loadPDF(file);
    }

    private static Conversation conversation(Language language, String subject) {
        Conversation plain =
                Specs.state(Specs.spec(5, Specs.speaker(Role.CRITIC, null))).view();
        return new Conversation(
                plain.id(),
                plain.status(),
                plain.stopReason(),
                plain.code(),
                subject,
                plain.machines(),
                plain.rounds(),
                plain.numRounds(),
                plain.turns(),
                plain.tokens(),
                plain.newIdeas(),
                plain.repeatedIdeas(),
                plain.pauseSeconds(),
                plain.historyLimit(),
                language,
                plain.mode(),
                plain.compat(),
                plain.autoRun(),
                plain.stop(),
                plain.budget(),
                plain.novelty(),
                plain.forecast(),
                plain.forkedFrom(),
                plain.createdAt(),
                plain.updatedAt());
    }

    private static Message answer(int turn, String text) {
        return new Message(
                null,
                MessageRole.ASSISTANT,
                text,
                "attic",
                "critic",
                Role.CRITIC,
                "m",
                (turn + 1) / 2,
                turn,
                7,
                null,
                null,
                Specs.START);
    }
}
