package dev.parley.gateway.socket;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.conversation.Control;
import dev.parley.gateway.conversation.ConversationId;
import dev.parley.gateway.conversation.Frames;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Need;
import dev.parley.gateway.quota.Quotas;
import dev.parley.gateway.quota.Verdict;
import dev.parley.gateway.quota.VerdictMeter;
import dev.parley.gateway.upstream.OrchestratorClient;
import dev.parley.gateway.upstream.PassedProblem;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.problem.Problems;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** A conversation over a WebSocket: its events as frames, and control frames the other way. See {@link Handshake}. */
@WebSocket(path = "/ws/conversations/{id}")
class ConversationSocket {

    private static final Logger LOG = Logger.getLogger(ConversationSocket.class);

    private static final CloseReason TOO_BIG = new CloseReason(1009, "a control frame is never so large");

    private final LiveFeeds feeds;
    private final OrchestratorClient orchestrator;
    private final Quotas quotas;
    private final VerdictMeter verdicts;
    private final int maxFrame;

    ConversationSocket(
            LiveFeeds feeds,
            OrchestratorClient orchestrator,
            Quotas quotas,
            VerdictMeter verdicts,
            GatewayConfig config) {
        this.feeds = feeds;
        this.orchestrator = orchestrator;
        this.quotas = quotas;
        this.verdicts = verdicts;
        this.maxFrame = config.socket().maxFrame();
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection viewer) {
        return Uni.createFrom().voidItem().invoke(() -> feeds.begin(viewer, ViewerCaller.of(viewer)));
    }

    @OnClose
    Uni<Void> close(WebSocketConnection viewer) {
        return Uni.createFrom().voidItem().invoke(() -> feeds.end(viewer));
    }

    /** What follows from a control frame is told to every viewer by its event; only a refusal is answered here. */
    @OnTextMessage
    Uni<Void> control(String frame, @PathParam String id, WebSocketConnection viewer) {
        if (frame.length() > maxFrame) {
            return viewer.close(TOO_BIG);
        }
        ConversationId conversation = ConversationId.parse(id).orElseThrow();
        return Control.parse(frame)
                .map(control ->
                        follow(control, conversation, ViewerCaller.of(viewer)).replaceWithVoid())
                .orElseGet(() -> viewer.sendText(Frames.error(notUnderstood())))
                .onFailure()
                .recoverWithUni(failure -> viewer.sendText(Frames.error(problem(failure))));
    }

    /** A frame beyond what the socket reads at all. */
    @OnError
    Uni<Void> tooBig(CorruptedWebSocketFrameException frame, WebSocketConnection viewer) {
        return viewer.close(TOO_BIG).onFailure().recoverWithNull();
    }

    private Uni<?> follow(Control control, ConversationId conversation, Identified who) {
        Caller caller = who.caller();
        if (control instanceof Control.Resume resume) {
            return admit(who).chain(() -> orchestrator.resume(caller, conversation, resume.body()));
        }
        if (control instanceof Control.Continue more) {
            return admit(who).chain(() -> orchestrator.goOn(caller, conversation, null, more.body()));
        }
        if (control instanceof Control.Say said) {
            return orchestrator.addMessage(caller, conversation, said.key(), said.body());
        }
        if (control instanceof Control.Edit edit) {
            return orchestrator.editMessage(caller, conversation, edit.message(), edit.body());
        }
        if (control instanceof Control.Pause) {
            return orchestrator.pause(caller, conversation);
        }
        return control instanceof Control.Abort
                ? orchestrator.abort(caller, conversation)
                : orchestrator.stop(caller, conversation);
    }

    /** What makes a conversation take turns counts as a request, whichever way it is asked for. */
    private Uni<Void> admit(Identified who) {
        return Uni.createFrom()
                .completionStage(() -> quotas.ask(Account.of(who.caller()), who.limits(), Need.REQUEST)
                        .toCompletionStage())
                .invoke(verdicts::count)
                .invoke(ConversationSocket::requireAdmitted)
                .replaceWithVoid();
    }

    private static void requireAdmitted(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            throw new ProblemException(refused.reason().code(), refused.detail());
        }
    }

    private static String notUnderstood() {
        return Problems.json(Problem.of(
                ProblemCode.MALFORMED_BODY, "frame (expected: {\"type\":...} with " + Control.TYPES + ")", null));
    }

    private static String problem(Throwable failure) {
        if (failure instanceof ProblemException refused) {
            return Problems.json(refused.problem());
        }
        return PassedProblem.of(failure).map(PassedProblem::json).orElseGet(() -> {
            LOG.error("control frame failed unexpectedly code=internal-error", failure);
            return Problems.json(Problem.of(ProblemCode.INTERNAL_ERROR, null, null));
        });
    }
}
