package dev.parley.simulatednode.generation;

import dev.parley.simulatednode.catalogue.Catalogue;
import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.catalogue.ModelName;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.exchange.Knobs;
import dev.parley.simulatednode.json.GoJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds the model of a request, or answers why there is none. */
public final class Models {

    private static final String CLOUD_OFF = "ollama cloud is disabled: remote model is unavailable";
    private static final String SIGNIN_KEY = "c3NoLWVkMjU1MTk";

    private final Catalogue catalogue;

    public Models(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What a handler says of an unusable name. */
    public enum Wording {
        /** generate: an empty name is not found. */
        GENERATE,
        /** chat: an empty name is required. */
        CHAT,
        /** embed and embeddings: advice to pull. */
        EMBED
    }

    /** The model, unless the request has been answered instead. */
    public Optional<Model> find(Exchange exchange, String asked, Wording wording, ErrorForm errors) {
        boolean local = asked.endsWith(":local");
        String plain = Knobs.plainModel(local ? asked.substring(0, asked.length() - ":local".length()) : asked);
        Optional<ModelName> name = ModelName.parse(plain);
        if (name.isEmpty()) {
            refuseName(exchange, asked, wording, errors);
            return Optional.empty();
        }
        if (name.get().cloud() && !local) {
            cloud(exchange, errors);
            return Optional.empty();
        }
        Optional<Model> model = installed(asked, name.get()).filter(found -> !local || found.remote() == null);
        if (model.isEmpty()) {
            errors.send(exchange.reply(), 404, missing(asked, wording));
        }
        return model;
    }

    /** A name with knobs may be installed as it is; else its plain form counts. */
    private Optional<Model> installed(String asked, ModelName plain) {
        return ModelName.parse(asked).flatMap(catalogue::find).or(() -> catalogue.find(plain));
    }

    private static void refuseName(Exchange exchange, String asked, Wording wording, ErrorForm errors) {
        if (!asked.isEmpty()) {
            errors.send(exchange.reply(), 400, "invalid model name");
        } else if (wording == Wording.CHAT) {
            errors.send(exchange.reply(), 400, "model is required");
        } else {
            errors.send(exchange.reply(), 404, "model '' not found");
        }
    }

    private static String missing(String asked, Wording wording) {
        return wording == Wording.EMBED
                ? "model " + GoJson.quote(asked) + " not found, try pulling it first"
                : "model '" + asked + "' not found";
    }

    /** Cloud models are never served here: the node is not signed in, or has the cloud switched off. */
    public static void cloud(Exchange exchange, ErrorForm errors) {
        if (exchange.settings().cloudDisabled()) {
            errors.send(exchange.reply(), 403, CLOUD_OFF);
            return;
        }
        String node = URLEncoder.encode(exchange.settings().name(), StandardCharsets.UTF_8);
        byte[] body = GoJson.object()
                .put("error", "unauthorized")
                .put("signin_url", "https://ollama.com/connect?name=" + node + "&key=" + SIGNIN_KEY)
                .bytes();
        exchange.reply().whole(Head.of(401, "application/json; charset=utf-8"), body);
    }
}
