package dev.parley.orchestrator.stream;

import dev.parley.orchestrator.conversation.ConversationKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.function.Consumer;

/** Both planes as all viewers of this process read them: what several want at once is read once. */
final class JoinedPlanes implements DurablePlane, LivePlane {

    private final DurablePlane log;
    private final LivePlane live;
    private final JoinedReads<Page, LogPage> pages = new JoinedReads<>();
    private final JoinedReads<Attempt, String> texts = new JoinedReads<>();

    JoinedPlanes(DurablePlane log, LivePlane live) {
        this.log = log;
        this.live = live;
    }

    private record Page(ConversationKey conversation, long seq, int most) {}

    private record Attempt(LiveKey key, long seq) {}

    @Override
    public Uni<LogPage> read(ConversationKey conversation, long seq, int most) {
        return pages.of(new Page(conversation, seq, most), () -> log.read(conversation, seq, most));
    }

    @Override
    public Uni<String> textSoFar(LiveKey key, long seq) {
        return texts.of(new Attempt(key, seq), () -> live.textSoFar(key, seq));
    }

    @Override
    public LiveSink open(LiveKey key, long seq) {
        return live.open(key, seq);
    }

    @Override
    public Cancellable follow(LiveKey key, Consumer<LiveChunk> listener) {
        return live.follow(key, listener);
    }
}
