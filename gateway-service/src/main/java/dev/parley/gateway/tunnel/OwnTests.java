package dev.parley.gateway.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;

/**
 * What an agent's own test mode says, under the id -1: counted, held to its credit as everything else, and routed nowhere.
 * Credit comes back at once, since nothing is kept. Lives on its tunnel's loop.
 */
final class OwnTests {

    private final Outbox outbox;
    private final int credit;
    private final TunnelMeter meter;
    private long mayCome;
    private boolean open;

    OwnTests(Outbox outbox, int credit, TunnelMeter meter) {
        this.outbox = outbox;
        this.credit = credit;
        this.meter = meter;
        this.mayCome = credit;
    }

    void response() {
        open = true;
        mayCome = credit;
        meter.ownTest();
    }

    void data(int bytes) throws RefusedAgent {
        if (!open || bytes > mayCome) {
            throw open
                    ? RefusedAgent.forGood(Ending.CREDIT_EXCEEDED, "message -1: more than its credit")
                    : RefusedAgent.forGood(Ending.MESSAGE_UNKNOWN, "message -1 has no open body");
        }
        mayCome -= bytes;
        if (mayCome < credit / 2) {
            outbox.say(new TunnelFrame.Credit(TunnelFrame.OWN_TEST, credit - mayCome));
            mayCome = credit;
        }
    }

    void over() {
        open = false;
    }
}
