package dev.parley.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Everything an operator may tune in the orchestrator. */
@ConfigMapping(prefix = "orchestrator")
public interface OrchestratorConfig {

    /** Where models are asked. */
    Upstream router();

    /** Where ideas are judged. */
    Upstream ideas();

    /** Which process runs which conversation. */
    Ownership ownership();

    /** How one turn is made. */
    Turn turn();

    /** How long to bear with an absent database. */
    Store store();

    /** How much of a conversation is read at once. */
    History history();

    /** The live plane in Redis. */
    Live live();

    /** What viewers are sent. */
    Stream stream();

    /** A service behind this one. */
    interface Upstream {
        /** Its address, without a path. */
        URI url();

        /** What this service proves itself with there; at least 16 characters. */
        String secret();
    }

    /** Which process runs which conversation. */
    interface Ownership {
        /** How often a process says that it lives, and looks for conversations that nobody runs. */
        @WithDefault("1500ms")
        Duration heartbeat();

        /** A process silent for this long has lost its conversations. */
        @WithDefault("5s")
        Duration lapse();

        /** How many conversations this process runs at once. */
        @WithDefault("200")
        int maxConversations();

        /** How many conversations may wait for a process with room before new ones are refused. */
        @WithDefault("200")
        int maxWaiting();
    }

    /** How one turn is made. */
    interface Turn {
        /** How often a node is asked, each time with twice the silence. */
        @WithDefault("3")
        int tries();

        /** How many answers of which something was said may be paid for to get one whole. */
        @WithDefault("3")
        int generations();

        /** The breath between two tries. */
        @WithDefault("500ms")
        Duration retryPause();

        /** How long one attempt waits in all for a node with room, or for the router. */
        @WithDefault("10m")
        Duration patience();

        /** How long a request may stand in the router's queue before the first byte, on top of the agent's silence. */
        @WithDefault("10m")
        Duration queueAllowance();

        /** How long a request for one round waits for its end; the round itself goes on. */
        @WithDefault("30m")
        Duration roundWait();

        /** How often resting conversations are looked through for ideas that the registry has yet to hear of. */
        @WithDefault("30s")
        Duration settleEvery();

        /** The longest answer that is listened to, in bytes, thoughts and records that say nothing included. */
        @WithDefault("1000000")
        int maxAnswer();

        /** What becomes of an answer that a pause or an abort cut off, unless its person says otherwise. */
        @WithDefault("continue")
        Resume resume();

        /** How long an agent whose node failed and that is to be waited for is left alone before it is asked again. */
        @WithDefault("30s")
        Duration waitAgain();

        /** How long a conversation without planned rounds may go on. */
        @WithDefault("24h")
        Duration endlessCap();
    }

    /** What becomes of an answer that was cut off. */
    enum Resume {
        /** Its agent is asked to go on with it. */
        CONTINUE,

        /** Its agent is asked anew. */
        REGENERATE
    }

    /** How long to bear with an absent database. */
    interface Store {
        /** A query that takes longer counts as an absent database. */
        @WithDefault("5s")
        Duration answerWithin();

        /** How long a running conversation keeps its place, and a finished answer, in memory. */
        @WithDefault("30m")
        Duration patience();
    }

    /** How much of a conversation is read at once. */
    interface History {
        /** Messages on a page; fewer may be asked for. */
        @WithDefault("1000")
        int page();

        /** Text on a page, in bytes; one message is always told. */
        @WithDefault("8000000")
        long bytes();
    }

    /** The live plane in Redis. */
    interface Live {
        /** Text is collected for at most this long before it is sent to viewers. */
        @WithDefault("40ms")
        Duration batch();

        /** How long an attempt's text stays after its last piece. */
        @WithDefault("15m")
        Duration ttl();

        /** How many batches of a conversation are kept for viewers that are a little late. */
        @WithDefault("512")
        int batches();
    }

    /** What viewers are sent. */
    interface Stream {
        /** A quiet stream carries a comment this often, so that nobody between takes it for dead. */
        @WithDefault("10s")
        Duration heartbeat();

        /** How often the log is looked at in case a notification was lost. */
        @WithDefault("5s")
        Duration poll();

        /** How many log lines are read at once for a viewer that catches up. */
        @WithDefault("100")
        int page();

        /** How many live batches wait for a slow viewer before it is given the text as a whole instead. */
        @WithDefault("256")
        int buffer();

        /** A viewer that takes nothing for this long while there is something is cut; it can resume. */
        @WithDefault("30s")
        Duration stall();

        /** How many viewers this process serves at once. */
        @WithDefault("5000")
        int maxViewers();
    }
}
