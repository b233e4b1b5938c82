package dev.parley.gateway.http;

import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Need;
import dev.parley.gateway.quota.Quotas;
import dev.parley.transport.problem.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * What makes conversations take turns counts as a request, and needs something left of the month's budget; what its turns
 * take is known later, from the orchestrator.
 */
@ApplicationScoped
class ConversationLimits {

    /** After bodies were read, which may not wait, and before the framework's routes. */
    private static final int BEFORE_RESOURCES = -15;

    private static final List<String> PATHS = List.of(
            "/api/conversations/start",
            "/api/conversations/:id/round",
            "/api/conversations/:id/resume",
            "/api/conversations/:id/continue",
            "/api/conversations/:id/fork");

    private final Quotas quotas;
    private final LimitAnswers answers;

    ConversationLimits(Quotas quotas, LimitAnswers answers) {
        this.quotas = quotas;
        this.answers = answers;
    }

    void keep(@Observes Router router) {
        PATHS.forEach(path -> router.post(path).order(BEFORE_RESOURCES).handler(this::ask));
    }

    private void ask(RoutingContext context) {
        Identified who = Identified.of(context);
        quotas.ask(Account.of(who.caller()), who.limits(), Need.REQUEST)
                .onSuccess(verdict -> answers.tell(context.response(), verdict)
                        .ifPresentOrElse(refusal -> Problems.answer(context, refusal.problem()), context::next));
    }
}
