package dev.parley.benchmarks.house;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Redis says of itself. */
public final class RedisLook {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final Pattern CALLS = Pattern.compile("calls=(\\d+)");

    private final URI address;

    private RedisLook(URI address) {
        this.address = address;
    }

    /** At the one of this stack. */
    public static RedisLook at(Parley parley) {
        return new RedisLook(parley.redis());
    }

    /** How often a command was run since Redis started. */
    public long calls(String command) {
        return answer("INFO commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .map(CALLS::matcher)
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /** How many connections last ran this command: those that wait in it among them. */
    public long connectionsIn(String command) {
        return answer("CLIENT LIST")
                .lines()
                .filter(line -> line.contains(" cmd=" + command + " "))
                .count();
    }

    /** Of a command whose answer is one text. */
    private String answer(String command) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            char[] text = new char[Integer.parseInt(in.readLine().substring(1))];
            for (int read = 0; read < text.length; ) {
                int more = in.read(text, read, text.length - read);
                if (more < 0) {
                    throw new IOException("Redis ended in the middle of its answer");
                }
                read += more;
            }
            return new String(text);
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }
}
