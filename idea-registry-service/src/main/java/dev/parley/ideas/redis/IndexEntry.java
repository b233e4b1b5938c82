package dev.parley.ideas.redis;

import dev.parley.ideas.novelty.Candidate;
import dev.parley.ideas.novelty.IdeaRef;
import io.vertx.core.json.JsonArray;

/** An idea as the index holds it: a JSON array, compact and open at its end. */
final class IndexEntry {

    private IndexEntry() {}

    static String write(Candidate idea) {
        return new JsonArray()
                .add(idea.ref().claim())
                .add(idea.ref().ordinal())
                .add(idea.turn())
                .add(idea.agent())
                .add(idea.text())
                .encode();
    }

    static Candidate read(String key, String entry) {
        JsonArray values = new JsonArray(entry);
        IdeaRef ref = new IdeaRef(values.getLong(0), values.getInteger(1));
        return new Candidate(ref, key, values.getInteger(2), values.getString(3), values.getString(4));
    }
}
