package dev.parley.agent.setup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The node's name in the pool: what its owner said, else the machine's. */
final class NodeName {

    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private static final int LONGEST = 63;

    private NodeName() {}

    static String of(String said, Map<String, String> environment) throws Misunderstood {
        if (said.isEmpty()) {
            return made(machine(environment));
        }
        if (!said.equals(made(said))) {
            throw new Misunderstood("name: " + said
                    + " (expected: 1 to 63 of a-z, 0-9, dot, dash and underscore, the first a letter or digit)");
        }
        return said;
    }

    private static String made(String from) {
        StringBuilder name = new StringBuilder();
        for (char each : from.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean plain = each >= 'a' && each <= 'z' || each >= '0' && each <= '9';
            if (plain || !name.isEmpty() && (each == '.' || each == '-' || each == '_')) {
                name.append(each);
            }
        }
        name.setLength(Math.min(LONGEST, name.length()));
        return name.isEmpty() ? "node" : name.toString();
    }

    /** Not by a look-up where that can be helped: a resolver that does not answer would keep everybody waiting. */
    private static String machine(Map<String, String> environment) {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException notLinux) {
            String windows = environment.get("COMPUTERNAME");
            return windows == null ? lookedUp() : windows;
        }
    }

    private static String lookedUp() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node";
        }
    }
}
