package dev.parley.agent.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;

/**
 * What the gateway may ask us to hold, within what we are ready to.
 *
 * @param credit bytes of one body before more credit is given
 * @param maxFrame most bytes of a body in one binary message
 * @param maxMessages messages that are open at once at most
 * @param pingSeconds how often each side pings
 */
record Bounds(int credit, int maxFrame, int maxMessages, int pingSeconds) {

    /** More than any line needs; times the open messages it is what a gateway could make us hold. */
    private static final int MOST_CREDIT = 1024 * 1024;

    static final int MOST_FRAME = 1024 * 1024;

    private static final int MOST_MESSAGES = 4096;

    static Bounds of(TunnelFrame.Welcome welcome) throws FrameFault {
        if (welcome.version() != TunnelFrame.VERSION) {
            throw new FrameFault("it speaks version " + welcome.version() + ", we speak " + TunnelFrame.VERSION);
        }
        return new Bounds(
                within("credit", welcome.credit(), MOST_CREDIT),
                within("max_frame", welcome.maxFrame(), MOST_FRAME),
                within("max_messages", welcome.maxMessages(), MOST_MESSAGES),
                within("ping_seconds", welcome.pingSeconds(), TunnelFrame.SILENCE_SECONDS));
    }

    private static int within(String name, int said, int most) throws FrameFault {
        if (said < 1 || said > most) {
            throw new FrameFault("its welcome says " + name + " " + said + " (expected: 1 to " + most + ")");
        }
        return said;
    }
}
