package dev.parley.gateway.tunnel;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.TunnelRequest;
import dev.parley.protocol.tunnel.TunnelFrame;
import dev.parley.protocol.tunnel.TunnelFrame.Hello;
import dev.parley.protocol.tunnel.TunnelFrame.State;
import dev.parley.protocol.tunnel.TunnelModel;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an agent offers, held against what its token allows.
 *
 * @param name the node's
 * @param models it may be asked for nothing else
 * @param capacity requests at once
 * @param paused whether it wants none
 */
record Offer(String name, List<String> models, int capacity, boolean paused) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern MODEL = Pattern.compile("[^\\s\\p{Cntrl}*]{1,200}");
    private static final int LONGEST_AGENT = 100;
    private static final int LARGEST_CAPACITY = 10_000;

    static Offer of(TunnelFrame first, Caller by) throws RefusedAgent {
        if (!(first instanceof Hello hello)) {
            throw invalid("the first frame is something else (expected: hello)");
        }
        if (hello.version() != TunnelFrame.VERSION) {
            throw RefusedAgent.forGood(
                    Ending.VERSION_UNSUPPORTED,
                    "version: " + hello.version() + " (expected: " + TunnelFrame.VERSION + ")");
        }
        if (hello.name() == null || !NAME.matcher(hello.name()).matches()) {
            throw invalid("name (expected: 1..63 of a-z, 0-9, '.', '_' and '-', the first a letter or digit)");
        }
        if (hello.agent() == null || hello.agent().length() > LONGEST_AGENT) {
            throw invalid("agent (expected: a text of at most " + LONGEST_AGENT + " characters)");
        }
        return new Offer(hello.name(), models(hello.models(), hello.warm(), by), capacity(hello.capacity()), false);
    }

    /** The same node, as it is now. */
    Offer with(State state, Caller by) throws RefusedAgent {
        return new Offer(name, models(state.models(), state.warm(), by), capacity(state.capacity()), state.paused());
    }

    private static List<String> models(@Nullable List<TunnelModel> models, @Nullable List<String> warm, Caller by)
            throws RefusedAgent {
        if (models == null
                || models.size() > TunnelFrame.MOST_MODELS
                || models.stream().anyMatch(Offer::isNone)) {
            throw invalid("models (expected: a list of at most " + TunnelFrame.MOST_MODELS + " names)");
        }
        if (warm != null && warm.size() > TunnelFrame.MOST_MODELS) {
            throw invalid("warm (expected: at most " + TunnelFrame.MOST_MODELS + " names)");
        }
        TokenModels allowed = new TokenModels(by.models());
        for (TunnelModel model : models) {
            if (!allowed.allow(model.name())) {
                throw RefusedAgent.forGood(
                        Ending.MODEL_NOT_ALLOWED,
                        "the token does not allow " + model.name() + "; it allows " + allowed.inWords());
            }
        }
        return models.stream().map(TunnelModel::name).distinct().sorted().toList();
    }

    private static boolean isNone(@Nullable TunnelModel model) {
        return model == null
                || model.name() == null
                || !MODEL.matcher(model.name()).matches();
    }

    private static int capacity(int wanted) throws RefusedAgent {
        if (wanted < 1 || wanted > LARGEST_CAPACITY) {
            throw invalid("capacity: " + wanted + " (expected: 1.." + LARGEST_CAPACITY + ")");
        }
        return wanted;
    }

    private static RefusedAgent invalid(String sentence) {
        return RefusedAgent.forGood(Ending.HELLO_INVALID, sentence);
    }

    /** As the router is told. @param renews whether it only stays where it is */
    TunnelRequest request(String url, String tenant, boolean renews) {
        return new TunnelRequest(url, tenant, models, null, capacity, renews ? Boolean.TRUE : null);
    }
}
