package dev.parley.gateway.http;

import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.inference.Kind;
import dev.parley.gateway.inference.TokenCount;
import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Lease;
import dev.parley.gateway.usage.UsageBook;
import dev.parley.gateway.usage.Use;
import dev.parley.transport.relay.Ending;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Accounts for what a model answered, wholly or in part: with the key's limits, and in the book. */
@ApplicationScoped
class InferenceAccounts {

    /** Stands for a model that the router did not name. */
    private static final String UNNAMED = "(unnamed)";

    private final TokenCount count;
    private final UsageBook book;

    InferenceAccounts(TokenCount count, UsageBook book) {
        this.count = count;
        this.book = book;
    }

    /** @param length of the request's body */
    void close(RoutingContext context, Kind kind, long length, Lease lease, Ending ending) {
        if (!answered(context.response(), ending)) {
            lease.settle(0);
            return;
        }
        Use use = TokenCount.ofKept(context.response().headers())
                .orElseGet(() -> count.use(kind, ending.tally(), length));
        lease.settle(use.allTokens());
        String model = context.response().headers().get("X-Parley-Model");
        book.note(Account.of(Identified.of(context).caller()), model == null ? UNNAMED : model, use);
    }

    /** What no model said anything to has cost nothing that anybody counted. */
    private static boolean answered(HttpServerResponse response, Ending ending) {
        return ending.tally().bytes() > 0 && response.getStatusCode() < 400;
    }
}
