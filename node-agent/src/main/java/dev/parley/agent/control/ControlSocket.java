package dev.parley.agent.control;

import dev.parley.agent.setup.OwnFiles;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A socket in the agent's own folder: one word in, one line out. Only the owner of the folder can reach it, it answers, and
 * it shows that an agent runs; a file or a signal would do none of that.
 */
public final class ControlSocket implements AutoCloseable {

    private static final int LONGEST = 64;

    private final Path path;
    private final ServerSocketChannel server;

    private ControlSocket(Path path, ServerSocketChannel server) {
        this.path = path;
        this.server = server;
    }

    /**
     * Listens. What an agent that was killed has left behind is taken away.
     *
     * @param orders answers a word
     */
    public static ControlSocket listen(Path path, UnaryOperator<String> orders) throws IOException {
        OwnFiles.folderOf(path);
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        OwnFiles.keepToOwner(path);
        ControlSocket socket = new ControlSocket(path, server);
        Thread thread = new Thread(() -> socket.answer(orders), "control");
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    /** Gives a word to the agent that listens there; empty if none does. */
    public static Optional<String> tell(Path path, String word) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            channel.write(ByteBuffer.wrap((word + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            ByteBuffer answer = ByteBuffer.allocate(4096);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                // Until it has said everything.
            }
            return Optional.of(
                    StandardCharsets.UTF_8.decode(answer.flip()).toString().strip());
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    private void answer(UnaryOperator<String> orders) {
        while (server.isOpen()) {
            try (SocketChannel caller = server.accept()) {
                ByteBuffer word = ByteBuffer.allocate(LONGEST);
                while (word.hasRemaining() && caller.read(word) >= 0) {
                    // Until it has said everything.
                }
                String answer = orders.apply(
                        StandardCharsets.UTF_8.decode(word.flip()).toString().strip());
                caller.write(ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8)));
            } catch (IOException leftOrClosed) {
                // Whoever asked has left; the next one may stay.
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The next agent takes it away.
        }
    }
}
