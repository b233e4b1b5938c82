package dev.parley.router.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Claims that are granted unless told otherwise, at once unless told to wait. */
final class ClaimsOnPaper implements Claims {

    final List<Place> held = new ArrayList<>();
    final List<Place> refusing = new ArrayList<>();
    final List<Runnable> unanswered = new ArrayList<>();
    boolean answering = true;
    int asked;

    @Override
    public CompletionStage<Optional<Claim>> claim(Place place) {
        asked++;
        CompletableFuture<Optional<Claim>> answer = new CompletableFuture<>();
        Runnable decide = () -> answer.complete(decide(place));
        if (answering) {
            decide.run();
        } else {
            unanswered.add(decide);
        }
        return answer;
    }

    void answerAll() {
        List<Runnable> now = List.copyOf(unanswered);
        unanswered.clear();
        now.forEach(Runnable::run);
    }

    private Optional<Claim> decide(Place place) {
        if (refusing.contains(place)) {
            return Optional.empty();
        }
        held.add(place);
        return Optional.of(() -> held.remove(place));
    }

    @Override
    public boolean shared() {
        return true;
    }
}
