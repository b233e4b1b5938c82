package dev.parley.testkit.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

/** Asks Redis one question over a plain socket, so that its starter is tested without a client library. */
public final class RawRedis {

    private RawRedis() {}

    /** The first line of the answer. */
    static String ask(int port, String command) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        }
    }

    /** One field of INFO's section {@code server}. */
    public static String info(int port, String field) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("INFO server\r\n".getBytes(US_ASCII));
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String line = answer.readLine();
            while (!line.startsWith(field + ":")) {
                line = answer.readLine();
            }
            return line.substring(field.length() + 1);
        }
    }
}
