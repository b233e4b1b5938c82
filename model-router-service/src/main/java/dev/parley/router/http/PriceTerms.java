package dev.parley.router.http;

import dev.parley.protocol.model.NewPrice;
import dev.parley.protocol.model.SetPrices;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.model.ModelName;
import dev.parley.router.price.Price;
import dev.parley.transport.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what prices are to be; what is wrong is refused by its field. @param currency that the routers are set to */
record PriceTerms(String currency) {

    private static final int MOST_PRICES = 1_000;
    private static final NewPrice NOTHING = new NewPrice(null, null, null);

    List<Price> prices(SetPrices request) {
        if (request.currency() != null && !request.currency().equals(currency)) {
            throw invalid(
                    "currency: " + request.currency() + " (expected: " + currency + ", as router.prices.currency says)",
                    "currency");
        }
        List<NewPrice> wanted = request.prices();
        if (wanted == null || wanted.size() > MOST_PRICES) {
            throw invalid("prices: a list (expected: at most " + MOST_PRICES + ")", "prices");
        }
        List<Price> read = new ArrayList<>();
        Set<ModelName> seen = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            Price price = price(Optional.ofNullable(wanted.get(i)).orElse(NOTHING), "prices[" + i + "]");
            if (!seen.add(price.model())) {
                throw invalid("model: " + price.model() + " (expected: each model once)", "prices[" + i + "].model");
            }
            read.add(price);
        }
        return read;
    }

    private static Price price(NewPrice wanted, String field) {
        ModelName model = Optional.ofNullable(wanted.model())
                .flatMap(ModelName::parse)
                .orElseThrow(
                        () -> invalid("model: " + wanted.model() + " (expected: a model's name)", field + ".model"));
        if (wanted.input() == null || wanted.output() == null) {
            String missing = wanted.input() == null ? "input" : "output";
            throw invalid(missing + ": null (expected: what a million tokens cost)", field + "." + missing);
        }
        try {
            return new Price(model, wanted.input(), wanted.output());
        } catch (IllegalArgumentException outside) {
            String detail = String.valueOf(outside.getMessage());
            throw invalid(detail, field + "." + detail.substring(0, detail.indexOf(':')));
        }
    }

    private static ProblemException invalid(String detail, String field) {
        return new ProblemException(ProblemCode.INVALID_FIELD, detail, field);
    }
}
