package dev.parley.router;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;

/** How clients of nodes know whom they talk to, where that is said. */
final class NodeClients {

    private NodeClients() {}

    /** The same options, with the operator's authorities in place of the runtime's. A certificate must be for the node's name. */
    static HttpClientOptions trusting(HttpClientOptions options, RouterConfig.Relay config) {
        config.authorities()
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return options;
    }
}
