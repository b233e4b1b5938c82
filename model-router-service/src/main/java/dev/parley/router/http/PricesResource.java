package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.ModelPrice;
import dev.parley.protocol.model.PriceTable;
import dev.parley.protocol.model.SetPrices;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.price.Price;
import dev.parley.router.price.Prices;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What models cost. Whoever of our services asks is told; only administrators change it. */
@Path("/internal/prices")
class PricesResource {

    private final Prices prices;
    private final CurrentCaller caller;

    PricesResource(Prices prices, CurrentCaller caller) {
        this.prices = prices;
        this.caller = caller;
    }

    @GET
    public PriceTable prices() {
        return new PriceTable(
                prices.currency(),
                prices.all().stream().map(PricesResource::price).toList());
    }

    @PUT
    public Uni<PriceTable> set(@Nullable SetPrices request) {
        Caller admin = Callers.admin(caller.get());
        List<Price> wanted = new PriceTerms(prices.currency()).prices(Callers.body(request));
        return Uni.createFrom()
                .completionStage(() -> prices.replace(wanted, admin.key()))
                .onFailure()
                .transform(away -> new ProblemException(
                        ProblemCode.STORE_UNAVAILABLE, "prices cannot be kept now; what is known of them holds"))
                .map(done -> prices());
    }

    private static ModelPrice price(Price price) {
        return new ModelPrice(price.model().display(), price.input(), price.output());
    }
}
