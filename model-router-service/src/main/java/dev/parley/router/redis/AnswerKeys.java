package dev.parley.router.redis;

/**
 * The keys of one tenant's kept answers. All have one hash tag, so that one script may touch them in a cluster; tenants are
 * spread over its nodes.
 *
 * @param prefix of all of them
 */
record AnswerKeys(String prefix) {

    static AnswerKeys of(String tenant) {
        // A tenant's name has letters, digits and - only: nothing that ends a tag.
        return new AnswerKeys("{parley:answers:" + tenant + "}:");
    }

    /** The answer to a question. */
    String answer(String hash) {
        return prefix + hash;
    }

    /** Questions by the time at which their answer lapses. */
    String lapses() {
        return prefix + "lapses";
    }

    /** How many bytes each takes, and all together. */
    String sizes() {
        return prefix + "sizes";
    }
}
