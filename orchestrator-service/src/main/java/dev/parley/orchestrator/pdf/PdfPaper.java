package dev.parley.orchestrator.pdf;

import dev.parley.orchestrator.ExportConfig;
import dev.parley.orchestrator.export.Paper;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Makes PDFs beside the event loops, a few at once. */
@Singleton
final class PdfPaper implements Paper {

    private final Fonts fonts;
    private final Semaphore places;

    PdfPaper(ExportConfig config) {
        this.fonts = Fonts.of(config.fonts());
        this.places = new Semaphore(config.pdfAtOnce());
    }

    @Override
    public Uni<Outcome<byte[]>> print(Conversation conversation, List<Message> messages, List<Idea> ideas) {
        if (!places.tryAcquire()) {
            String detail = "format: as many PDFs are being made as may be at once (expected: md, or later)";
            return Uni.createFrom().item(Outcome.refused(ProblemCode.SERVICE_UNAVAILABLE, detail));
        }
        return Uni.createFrom()
                .item(() -> {
                    // Given back here and not by the subscription, which may be cancelled while the work goes on.
                    try {
                        return Outcome.given(PdfExport.of(fonts, conversation, messages, ideas));
                    } finally {
                        places.release();
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
