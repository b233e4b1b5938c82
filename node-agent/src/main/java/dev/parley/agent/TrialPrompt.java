package dev.parley.agent;

import dev.parley.agent.journal.AgentLog;
import dev.parley.agent.ollama.Catalogue;
import dev.parley.agent.ollama.Offer;
import dev.parley.agent.ollama.OllamaNode;
import dev.parley.agent.trial.Copies;
import dev.parley.agent.trial.Trial;
import dev.parley.agent.tunnel.Loop;
import dev.parley.agent.tunnel.OwnTest;
import dev.parley.agent.tunnel.TunnelAgent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads what is typed in test mode and has it asked, line by line, until {@code exit}. */
record TrialPrompt(
        BufferedReader in,
        PrintStream out,
        OllamaNode node,
        Offer offer,
        Supplier<Catalogue> catalogue,
        boolean streams,
        Loop loop,
        TunnelAgent agent,
        AgentLog log,
        Runnable onExit)
        implements Runnable {

    @Override
    public void run() {
        out.println("Test mode: type a prompt; 'exit' or Ctrl-C ends it.");
        Trial trial = new Trial(node, streams, new ToServer(loop, agent), log, out);
        try {
            for (String line = read(); line != null && !line.strip().equalsIgnoreCase("exit"); line = read()) {
                if (!line.isBlank()) {
                    trial.ask(offer.first(catalogue.get()), line.strip());
                }
            }
        } catch (IOException e) {
            log.error("What is typed cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onExit.run();
    }

    private String read() throws IOException {
        out.print("> ");
        out.flush();
        return in.readLine();
    }

    /** Message -1, as long as a server listens. */
    private record ToServer(Loop loop, TunnelAgent agent) implements Copies {

        @Override
        public void head(int status, Map<String, String> headers) {
            tell(test -> test.head(status, headers));
        }

        @Override
        public void piece(List<ByteBuffer> piece) {
            tell(test -> test.piece(piece));
        }

        @Override
        public void end() {
            tell(OwnTest::end);
        }

        @Override
        public void fail(String code, String message) {
            tell(test -> test.fail(code, message));
        }

        private void tell(Consumer<OwnTest> word) {
            loop.execute(() -> {
                OwnTest test = agent.test();
                if (test != null) {
                    word.accept(test);
                }
            });
        }
    }
}
