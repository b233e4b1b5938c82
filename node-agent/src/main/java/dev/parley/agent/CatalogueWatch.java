package dev.parley.agent;

import dev.parley.agent.journal.AgentLog;
import dev.parley.agent.ollama.Catalogue;
import dev.parley.agent.ollama.Installed;
import dev.parley.agent.ollama.Offer;
import dev.parley.agent.ollama.OllamaNode;
import dev.parley.agent.tunnel.Announced;
import dev.parley.protocol.tunnel.TunnelFrame;
import dev.parley.protocol.tunnel.TunnelModel;
import java.util.List;

/** Keeps what the pool is told in step with what Ollama has, and tells the owner once of whatever is in the way. */
final class CatalogueWatch {

    private final OllamaNode node;
    private final Offer offer;
    private final AgentLog log;
    private String complaint = "";
    private String missing = "";

    CatalogueWatch(OllamaNode node, Offer offer, AgentLog log) {
        this.node = node;
        this.offer = offer;
        this.log = log;
    }

    /** Asks Ollama, and says what to announce: nothing while it is away. */
    Catalogue look() {
        try {
            Catalogue catalogue = node.catalogue().join();
            if (!complaint.isEmpty()) {
                log.info("Ollama answers again at " + node.base());
            }
            complaint = "";
            complainOfMissing(catalogue);
            return catalogue;
        } catch (java.util.concurrent.CompletionException e) {
            String why = e.getCause() == null
                    ? e.toString()
                    : String.valueOf(e.getCause().getMessage());
            if (!why.equals(complaint)) {
                log.error(why);
            }
            complaint = why;
            return Catalogue.NOTHING;
        }
    }

    private void complainOfMissing(Catalogue catalogue) {
        List<String> names = offer.missingIn(catalogue);
        String said = String.join(", ", names);
        if (!said.equals(missing)) {
            for (String each : names) {
                log.error("The model " + each + " is not installed: ollama pull " + each
                        + ", or offer another with --force-model. Installed: "
                        + String.join(
                                ", ",
                                catalogue.installed().stream()
                                        .map(Installed::name)
                                        .toList()));
            }
        }
        missing = said;
    }

    Announced announced(Catalogue catalogue, boolean paused) {
        List<TunnelModel> models = offer.of(catalogue).stream()
                .limit(TunnelFrame.MOST_MODELS)
                .map(each -> new TunnelModel(each.name(), each.digest().isEmpty() ? null : each.digest()))
                .toList();
        List<String> names = models.stream().map(TunnelModel::name).toList();
        return new Announced(
                models,
                catalogue.warm().stream().filter(names::contains).distinct().toList(),
                paused);
    }
}
