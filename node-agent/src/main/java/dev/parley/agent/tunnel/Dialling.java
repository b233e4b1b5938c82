package dev.parley.agent.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/**
 * How a server is dialled.
 *
 * @param client with the certificates that are trusted
 * @param uri where it listens for agents
 */
public record Dialling(HttpClient client, URI uri) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    void dial(String token, SocketEars ears, java.util.function.Consumer<Ending> onFailure) {
        var unused = client.newWebSocketBuilder()
                .subprotocols(TunnelFrame.SUBPROTOCOL)
                .header("Authorization", "Bearer " + token)
                .connectTimeout(PATIENCE)
                .buildAsync(uri, ears)
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        onFailure.accept(why(failure));
                    }
                });
    }

    private Ending why(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null) {
            return Refusals.ofStatus(
                    handshake.getResponse().statusCode(),
                    handshake.getResponse().headers().firstValue("retry-after").orElse(""));
        }
        return Ending.of(Ending.Why.LOST, inWords(cause));
    }

    private String inWords(Throwable cause) {
        if (cause instanceof SSLException) {
            return "No trusted connection to " + uri + ": " + cause.getMessage()
                    + ". Is it the right port, does it speak TLS, is its certificate signed by an authority of yours (--ca)?";
        }
        if (cause.getCause() instanceof UnresolvedAddressException) {
            return "The host of " + uri + " is not known: see --server";
        }
        if (cause instanceof HttpTimeoutException) {
            return "The server at " + uri + " does not answer in time: is it up, does a firewall block the port?";
        }
        if (cause instanceof ConnectException) {
            return "The server cannot be reached at " + uri + ": is it up, is the port right (--port)?";
        }
        if (cause instanceof EOFException || cause.getCause() instanceof EOFException) {
            return "The server at " + uri + " hung up: does it speak TLS on this port (wss) or not (ws)?";
        }
        return "No connection to " + uri + ": " + cause;
    }
}
