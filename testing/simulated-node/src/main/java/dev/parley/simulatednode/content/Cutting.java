package dev.parley.simulatednode.content;

import java.util.ArrayList;
import java.util.List;

/** Cuts a draft at its stops and its greatest length, and into pieces. */
record Cutting(Ask ask, int most) {

    private static final int CALL_TOKENS = 17;

    Answer drafted(Draft draft, String text, int promptTokens) {
        String stopped = stopped(text);
        List<Piece> pieces = new ArrayList<>();
        boolean whole = add(pieces, draft.thinking(), true) && add(pieces, stopped, false);
        boolean last = ask.settings().toolsInFinalRecord();
        if (whole && !draft.calls().isEmpty() && !last) {
            pieces.add(Piece.calls(draft.calls(), CALL_TOKENS));
        }
        List<ToolCall> finalCalls = whole && last ? draft.calls() : List.of();
        return new Answer(pieces, finalCalls, whole ? "stop" : "length", promptTokens, null);
    }

    Answer scripted(ScriptedAnswer scripted, int promptTokens) {
        List<Piece> pieces = new ArrayList<>();
        int tokens = 0;
        for (Piece piece : scripted.pieces()) {
            if (tokens + piece.tokens() > most) {
                return new Answer(pieces, List.of(), "length", promptTokens, scripted);
            }
            tokens += piece.tokens();
            pieces.add(piece);
        }
        return new Answer(pieces, scripted.finalCalls(), scripted.reason(), promptTokens, scripted);
    }

    private String stopped(String text) {
        int end = text.length();
        for (String stop : ask.options().stop()) {
            int found = stop.isEmpty() ? -1 : text.indexOf(stop);
            end = found >= 0 ? Math.min(end, found) : end;
        }
        return text.substring(0, end);
    }

    /** Whether all of the text had room. */
    private boolean add(List<Piece> pieces, String text, boolean thinking) {
        List<String> tokens = Tokens.of(text);
        int used = pieces.stream().mapToInt(Piece::tokens).sum();
        int room = Math.min(tokens.size(), most - used);
        int step = ask.settings().chunkTokens();
        for (int from = 0; from < room; from += step) {
            List<String> chunk = tokens.subList(from, Math.min(room, from + step));
            String joined = String.join("", chunk);
            Piece piece = thinking ? Piece.thinking(joined, chunk.size()) : Piece.text(joined, chunk.size());
            pieces.add(ask.topProbabilities() < 0 ? piece : piece.with(probabilities(chunk)));
        }
        return room == tokens.size();
    }

    private List<TokenProbability> probabilities(List<String> tokens) {
        return tokens.stream().map(this::probability).toList();
    }

    private TokenProbability probability(String token) {
        double best = -0.01 * (1 + Tokens.id(token) % 50);
        List<TokenProbability> alternatives = new ArrayList<>();
        for (int i = 0; i < ask.topProbabilities(); i++) {
            alternatives.add(new TokenProbability(i == 0 ? token : token + i, best - i, List.of()));
        }
        return new TokenProbability(token, best, alternatives);
    }
}
