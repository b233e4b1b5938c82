package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A viewer that reads a little of its stream and then no more, but keeps its connection. */
final class Idler implements AutoCloseable {

    /** As little as the system allows, so that what is not read waits with the sender. */
    private static final int WINDOW = 4_096;

    private static final int READS = 4_096;

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Pattern ID = Pattern.compile("\nid: (\\d+\\.\\d+)\n(?s:.*?)\n\n");

    private final Socket socket = new Socket();
    private final String last;

    /** Opens one and reads its first events. */
    Idler(Target target, Ask ask) {
        try {
            socket.setReceiveBufferSize(WINDOW);
            socket.connect(
                    new InetSocketAddress(target.base().getHost(), target.base().getPort()));
            String request = "GET %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\n\r\n"
                    .formatted(
                            ask.path(), target.base().getHost(), target.base().getPort());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        last = lastId(beginning(socket));
    }

    /** Less than that of a stream that is cut before. */
    private static String beginning(Socket socket) {
        byte[] read = new byte[READS];
        int length = 0;
        try {
            InputStream in = socket.getInputStream();
            for (int more = 0; more >= 0 && length < READS; more = in.read(read, length, READS - length)) {
                length += more;
            }
        } catch (IOException cut) {
            // What was read by then counts.
        }
        return new String(read, 0, length, StandardCharsets.UTF_8);
    }

    private static String lastId(String read) {
        String last = "";
        Matcher ids = ID.matcher(read);
        for (int at = 0; ids.find(at); at = ids.end() - 1) {
            last = ids.group(1);
        }
        return last;
    }

    /** The last event that it has read whole; empty if there was none. */
    String lastId() {
        return last;
    }

    /** Reads what still comes; whether the stream is soon cut, and not ended in good order. */
    boolean isCut() {
        long until = System.nanoTime() + SOON.toNanos();
        try {
            socket.setSoTimeout((int) SOON.toMillis());
            InputStream in = socket.getInputStream();
            byte[] rest = new byte[65_536];
            String tail = "";
            for (int read = in.read(rest); read >= 0; read = in.read(rest)) {
                tail = new String(rest, 0, read, StandardCharsets.ISO_8859_1);
                if (System.nanoTime() > until) {
                    return false;
                }
            }
            return !tail.endsWith("0\r\n\r\n");
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
