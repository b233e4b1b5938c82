package dev.parley.agent;

import dev.parley.agent.gateway.Gateway;
import dev.parley.agent.gateway.GatewayRefused;
import dev.parley.agent.talk.Listener;
import dev.parley.protocol.conversation.Conversation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the conversation when we are told to go, so that no model goes on talking to nobody. Then says how to go on. The
 * exit code of a Java program that is told to go is the usual one: 130 after Ctrl-C.
 */
final class StopOnCtrlC {

    /** Enough for the last event between turns; an agent that is speaking may finish, and nobody waits for that. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Gateway gateway;
    private final Conversation conversation;
    private final Listener listener;
    private final String howToGoOn;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");

    private StopOnCtrlC(Gateway gateway, Conversation conversation, Listener listener, String howToGoOn) {
        this.howToGoOn = howToGoOn;
        this.gateway = gateway;
        this.conversation = conversation;
        this.listener = listener;
    }

    static StopOnCtrlC of(Gateway gateway, Conversation conversation, Listener listener, String howToGoOn) {
        StopOnCtrlC stop = new StopOnCtrlC(gateway, conversation, listener, howToGoOn);
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    /** The conversation is over by itself; there is nothing to stop any more. */
    void disarm() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoing) {
            awaitTheEnd();
        }
    }

    /** The JVM ends this thread when the hook is done. */
    private static void awaitTheEnd() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        try {
            gateway.stop(conversation.id());
            boolean ended = over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            listener.over();
            listener.remark(ended ? "Stopped." : "It stops as soon as the agent that is speaking has finished.");
            listener.remark(howToGoOn);
        } catch (IOException | GatewayRefused e) {
            listener.over();
            listener.remark("The conversation could not be stopped: " + e.getMessage());
            listener.remark(howToGoOn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
