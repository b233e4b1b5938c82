package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.chat.Models;
import dev.parley.gateway.chat.Question;
import dev.parley.gateway.upstream.RouterRelay.InferenceCall;
import dev.parley.protocol.caller.Caller;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

/** Models behind the router, asked as Ollama's chat asks them. */
@Singleton
final class RouterChats implements Models {

    private static final String PATH = "/api/chat";
    private static final String CACHE = "X-Parley-Cache";

    /** They belong to the client's own body, not to the one that is made of it. */
    private static final List<String> OF_THE_BODY = List.of("Accept", "Content-Type", "Content-Encoding");

    private final RouterRelay router;
    private final InstantSource clock;
    private final int longest;

    RouterChats(RouterRelay router, GatewayConfig config, Clock clock) {
        this.router = router;
        this.clock = clock;
        this.longest = (int) config.chat().maxAnswer().asLongValue();
    }

    @Override
    public Answering ask(Question question, MultiMap headers, Caller caller, Hearing hearing) {
        InferenceCall call = new InferenceCall(
                Surface.NATIVE::form,
                HttpMethod.POST,
                PATH,
                question.model(),
                new BriefBody(body(question).toBuffer(), clock));
        RouterAnswer answer = new RouterAnswer(router.ask(call, ours(headers), caller), router, hearing, longest);
        answer.await();
        return answer;
    }

    /** What is asked again may be answered as before, unless the client says otherwise. */
    private static MultiMap ours(MultiMap headers) {
        MultiMap ours = MultiMap.caseInsensitiveMultiMap().addAll(headers);
        OF_THE_BODY.forEach(ours::remove);
        if (!ours.contains(CACHE)) {
            ours.set(CACHE, "use");
        }
        return ours.set("Content-Type", "application/json");
    }

    private static JsonObject body(Question question) {
        JsonObject body = new JsonObject()
                .put("model", question.model())
                .put("messages", question.messages())
                .put("stream", question.stream());
        question.temperature()
                .ifPresent(temperature -> body.put("options", new JsonObject().put("temperature", temperature)));
        return body;
    }
}
