package dev.parley.router.http;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeRequest;
import dev.parley.protocol.node.TunnelRequest;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeKey;
import dev.parley.router.registry.AddedNode;
import dev.parley.router.registry.NodeAddress;
import dev.parley.router.registry.Tunnel;
import dev.parley.transport.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds what is said of a node against what a node may be. Every refusal names its field. */
final class NodeTerms {

    private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern MODEL = Pattern.compile("[^\\s\\p{Cntrl}*]{1,200}\\*?|\\*");
    private static final Pattern CAPABILITY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final int MOST_CAPABILITIES = 32;
    private static final int MOST_MODELS = 100;
    private static final int LARGEST_CAP = 10_000;
    private static final int SHOWN = 60;

    /** Names of nodes that came by their address are made of it. */
    private static final String RESERVED = "at-";

    private final boolean localAllowed;

    /** @param localAllowed whether a node may be on a loopback or link-local address */
    NodeTerms(boolean localAllowed) {
        this.localAllowed = localAllowed;
    }

    AddedNode added(NodeRequest wanted) {
        if (wanted.name() == null) {
            throw invalid("name", "none", "a name");
        }
        if (wanted.url() == null) {
            throw invalid("url", "none", "http://host:port or https");
        }
        return new AddedNode(
                id("name", wanted.name()),
                url(wanted.url()),
                wanted.kind() == null ? NodeKind.OLLAMA : wanted.kind(),
                Optional.ofNullable(wanted.model()).flatMap(NodeTerms::model),
                wanted.capabilities() == null ? List.of() : capabilities(wanted.capabilities()),
                cap("max_concurrent", wanted.maxConcurrent()),
                cap("max_concurrent_per_model", wanted.maxPerModel()),
                Optional.ofNullable(wanted.key()).flatMap(NodeTerms::key));
    }

    AddedNode changed(AddedNode known, NodeRequest wanted) {
        if (wanted.name() != null && !wanted.name().equals(known.id().value())) {
            throw invalid("name", shown(wanted.name()), "its own or none: a name cannot be changed");
        }
        if (wanted.kind() != null && wanted.kind() != known.kind()) {
            throw invalid("kind", wanted.kind().name(), "its own or none: a kind cannot be changed");
        }
        return new AddedNode(
                known.id(),
                wanted.url() == null ? known.url() : url(wanted.url()),
                known.kind(),
                wanted.model() == null ? known.model() : model(wanted.model()),
                wanted.capabilities() == null ? known.capabilities() : capabilities(wanted.capabilities()),
                wanted.maxConcurrent() == null ? known.maxConcurrent() : cap("max_concurrent", wanted.maxConcurrent()),
                wanted.maxPerModel() == null
                        ? known.maxPerModel()
                        : cap("max_concurrent_per_model", wanted.maxPerModel()),
                wanted.key() == null ? known.key() : key(wanted.key()));
    }

    /** Not even a wrong one is told back. */
    private static Optional<NodeKey> key(String secret) {
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        if (!NodeKey.isOne(secret)) {
            throw invalid("key", "something else", "at most " + NodeKey.LONGEST + " visible characters of ASCII");
        }
        return Optional.of(new NodeKey(secret));
    }

    static Tunnel tunnel(String name, TunnelRequest wanted) {
        if (wanted.tenant() == null || !TENANT.matcher(wanted.tenant()).matches()) {
            throw invalid("tenant", shown(wanted.tenant()), "1..64 characters of a-z, 0-9 and -");
        }
        return new Tunnel(
                id("name", name),
                tunnelUrl(wanted.url()),
                wanted.tenant(),
                models(wanted.models()),
                wanted.shared() != null && wanted.shared(),
                cap("max_concurrent", wanted.maxConcurrent()));
    }

    static URI tunnelUrl(@Nullable String written) {
        return Optional.ofNullable(written)
                .flatMap(NodeAddress::withPath)
                .orElseThrow(() -> invalid("url", shown(written), "http://host:port, or with a plain path"));
    }

    static NodeId id(String field, String name) {
        return NodeId.parse(name)
                .filter(id -> !id.value().startsWith(RESERVED))
                .orElseThrow(() -> invalid(
                        field,
                        shown(name),
                        "1..63 of a-z, 0-9, '.', '_' and '-', not beginning with '" + RESERVED + "'"));
    }

    private URI url(String written) {
        URI url = NodeAddress.parse(written)
                .orElseThrow(() ->
                        invalid("url", shown(written), "http://host:port or https, without path, query and user"));
        if (!localAllowed && NodeAddress.isLocal(url)) {
            throw new ProblemException(
                    ProblemCode.ADDRESS_NOT_ALLOWED,
                    "url: " + shown(written) + " (expected: no loopback and no link-local address)",
                    "url");
        }
        return url;
    }

    private static Optional<String> model(String spelled) {
        if (spelled.isEmpty()) {
            return Optional.empty();
        }
        if (spelled.length() > SHOWN * 8 || ModelName.parse(spelled).isEmpty()) {
            throw invalid("model", shown(spelled), "a model's name, or nothing");
        }
        return Optional.of(spelled);
    }

    private static List<String> capabilities(List<String> words) {
        boolean fine = words.size() <= MOST_CAPABILITIES
                && words.stream()
                        .allMatch(
                                word -> word != null && CAPABILITY.matcher(word).matches());
        if (!fine) {
            throw invalid("capabilities", "a list", "at most " + MOST_CAPABILITIES + " words of a-z, 0-9, '_' and '-'");
        }
        return words.stream().distinct().toList();
    }

    private static List<String> models(@Nullable List<String> names) {
        if (names == null
                || names.size() > MOST_MODELS
                || !names.stream()
                        .allMatch(name -> name != null && MODEL.matcher(name).matches())) {
            throw invalid("models", "a list", "at most " + MOST_MODELS + " names, which may end in '*'");
        }
        return names.stream().distinct().sorted().toList();
    }

    private static OptionalInt cap(String field, @Nullable Integer wanted) {
        if (wanted == null) {
            return OptionalInt.empty();
        }
        if (wanted < 1 || wanted > LARGEST_CAP) {
            throw invalid(field, wanted.toString(), "1.." + LARGEST_CAP);
        }
        return OptionalInt.of(wanted);
    }

    private static ProblemException invalid(String field, String was, String expected) {
        return new ProblemException(
                ProblemCode.INVALID_FIELD, field + ": " + was + " (expected: " + expected + ")", field);
    }

    private static String shown(@Nullable String text) {
        if (text == null) {
            return "none";
        }
        return '"' + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + '"';
    }
}
