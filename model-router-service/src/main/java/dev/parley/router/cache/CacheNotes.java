package dev.parley.router.cache;

/** Is told what comes of it, to be counted. Called from any thread. */
public interface CacheNotes {

    /** What came of a request. */
    enum Outcome {
        /** Answered as before. */
        HIT,
        /** Joined one that is under way. */
        SHARED,
        /** The first to ask. */
        MISS,
        /** Has an answer of its own. */
        BYPASS
    }

    /** What became of a good answer. */
    enum Fate {
        /** Kept. */
        KEPT,
        /** Not to be repeated: cut off, or from another model than was asked for. */
        UNFIT,
        /** Longer than an entry may be, or than there was room for. */
        TOO_LONG,
        /** The store is away. */
        AWAY
    }

    /** One request. */
    void asked(Outcome outcome);

    /** The store was asked. @param answered false if it is away or was late */
    void looked(boolean answered);

    /** One good answer. */
    void ended(Fate fate);
}
