package dev.parley.gateway;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that asks and then reads nothing: a bare socket with a small window, and no library that reads ahead. */
public final class DeafClient implements AutoCloseable {

    private static final int CLOSE = 8;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    private DeafClient(URI gateway, String request) {
        try {
            socket.setReceiveBufferSize(8 * 1024);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
            in = new DataInputStream(socket.getInputStream());
            write(request.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for a document. */
    public static DeafClient get(URI uri) {
        return new DeafClient(uri, "GET " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /** Posts JSON. */
    public static DeafClient post(URI uri, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return new DeafClient(
                uri,
                "POST " + uri.getPath()
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " + length
                        + "\r\n\r\n" + body);
    }

    /** Opens a WebSocket; reads no further than the head of the answer. */
    public static DeafClient socket(URI uri) {
        DeafClient client = new DeafClient(
                uri,
                "GET " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        client.readHead();
        return client;
    }

    private void readHead() {
        try {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            if (!head.toString().startsWith("HTTP/1.1 101 ")) {
                throw new AssertionError(head);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a short text as a frame of the WebSocket. */
    public void say(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + bytes.length];
        frame[0] = (byte) 0x81;
        // The mask, which clients must use, is zero.
        frame[1] = (byte) (0x80 | bytes.length);
        System.arraycopy(bytes, 0, frame, 6, bytes.length);
        try {
            write(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Reads on after all, to the end of the WebSocket, and answers its code. */
    public int closeCode() {
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0F;
                long length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = in.readLong();
                }
                if (opcode == CLOSE) {
                    return in.readUnsignedShort();
                }
                in.skipNBytes(length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
