package dev.parley.agent;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * The first Ctrl-C asks to leave, the second one ends at once. A shutdown hook would hear only the first, so this is the one
 * place that needs the JDK's own signals (module {@code jdk.unsupported}, which every JDK has).
 */
final class TwoCtrlC {

    private TwoCtrlC() {}

    /**
     * Listens from now on.
     *
     * @param first what the first one does
     * @param last what is done before the second one ends everything
     */
    static void listen(Runnable first, Runnable last) {
        AtomicInteger heard = new AtomicInteger();
        for (String name : List.of("INT", "TERM", "HUP")) {
            try {
                Signal.handle(new Signal(name), signal -> {
                    if (heard.incrementAndGet() == 1) {
                        first.run();
                    } else {
                        last.run();
                        Runtime.getRuntime().halt(128 + signal.getNumber());
                    }
                });
            } catch (IllegalArgumentException notHere) {
                // Windows has no HUP, and nohup keeps it.
            }
        }
    }
}
