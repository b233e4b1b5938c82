package dev.parley.ideas;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Everything an operator may tune in the idea registry. */
@ConfigMapping(prefix = "ideas")
public interface IdeasConfig {

    /** How much of an answer is taken. */
    Extraction extraction();

    /** The index in Redis. */
    Index index();

    /** The ledger in PostgreSQL. */
    Store store();

    /** How long claims stay open. */
    Claims claims();

    /** What is looked after in the background. */
    Housekeeping housekeeping();

    /** What readers are given. */
    Listing listing();

    /** How much of an answer is taken. */
    interface Extraction {

        /** Ideas of one answer; further ones are dropped. A good answer has five to ten, a runaway one thousands. */
        @WithDefault("200")
        @Min(1)
        @Max(10_000)
        int maxIdeas();

        /** Characters of one idea; the rest is cut off. An idea is a sentence or two. */
        @WithDefault("2000")
        @Min(1)
        @Max(100_000)
        int maxLength();
    }

    /** The index in Redis. */
    interface Index {

        /** A registry's index is kept so long after its last claim. Longer pauses cost one rebuild. */
        @WithDefault("24h")
        Duration keep();

        /** The longest wait for one answer of Redis; then ideas are unverified and looked at later. */
        @WithDefault("500ms")
        Duration patience();

        /** Ideas read and written at a time when an index is made anew. */
        @WithDefault("1000")
        @Min(1)
        @Max(10_000)
        int rebuildPage();
    }

    /** The ledger in PostgreSQL. */
    interface Store {

        /** The longest wait for a claim, a confirmation or a listing; below the 3 s that the orchestrator waits. */
        @WithDefault("2500ms")
        Duration patience();
    }

    /** How long claims stay open. */
    interface Claims {

        /** A claim that nobody confirmed lapses after this; it comes back if it is confirmed later. */
        @WithDefault("15m")
        Duration lapseAfter();

        /** A lapsed claim is deleted after this. It must outlast the longest absence of an orchestrator. */
        @WithDefault("30d")
        Duration forgetAfter();
    }

    /** What is looked after in the background. */
    interface Housekeeping {

        /** Between two runs; unverified ideas wait about so long once Redis is back. */
        @WithDefault("5s")
        Duration every();

        /** Claims, registries and deletions that one run takes on. */
        @WithDefault("100")
        @Min(1)
        @Max(10_000)
        int batch();

        /** Unverified ideas of one registry that are looked at in one go. */
        @WithDefault("500")
        @Min(1)
        @Max(10_000)
        int ideas();
    }

    /** What readers are given. */
    interface Listing {

        /** Ideas in one listing, the newest; more than a day of endless conversation has. */
        @WithDefault("10000")
        @Min(1)
        @Max(100_000)
        int most();
    }
}
