package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.conversation.ClaimState;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.conversation.OpenTurn.Substitution;
import dev.parley.orchestrator.course.Answer;
import dev.parley.orchestrator.course.Course;
import dev.parley.orchestrator.course.Failed;
import dev.parley.orchestrator.course.Move;
import dev.parley.orchestrator.course.Move.Speak;
import dev.parley.orchestrator.course.Said;
import dev.parley.orchestrator.course.Step;
import dev.parley.orchestrator.course.TryPolicy.Sequel;
import dev.parley.orchestrator.idea.Claimed;
import dev.parley.orchestrator.model.Piece;
import dev.parley.orchestrator.pace.Bell;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.idea.Idea;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One attempt from its {@code turn.started} to whatever the log says of its end. */
final class TurnRunner {

    private static final Logger LOG = Logger.getLogger(TurnRunner.class);

    private final TurnTools tools;
    private final Holding holding;
    private final ConversationState conversation;
    private final PatientLog log;
    private final Memory memory;
    private final Planning planning;
    private final Claims claims;
    private final Asking asking;
    private final Wanted wanted;

    /** Of the history that the memory is of. */
    private int revision;

    TurnRunner(TurnTools tools, Holding holding, Opening opening, PatientLog log, Bell bell) {
        this.holding = holding;
        this.conversation = opening.state();
        this.log = log;
        this.memory = new Memory(opening, tools.prompts());
        this.planning = new Planning(tools, conversation, memory);
        this.claims = new Claims(tools, holding, opening, log, memory);
        this.asking = new Asking(tools, holding, opening, planning);
        this.tools = tools.with(tools.course().telling(planning).continuing(asking.continuing()));
        this.revision = opening.state().progress().interventions().revision();
        this.wanted = new Wanted(tools.log(), holding, bell);
    }

    /**
     * Settles what is owed to the idea registry. Between attempts only: a line of the log in the middle of an attempt would
     * part its viewers from the rest of its text.
     */
    Uni<Void> settle() {
        return claims.makeGood();
    }

    /** Learns what has to be known before an attempt begins. */
    Uni<Void> prepare() {
        return planning.prepare().chain(() -> asking.continuing().prepare());
    }

    /** What decides of attempts that are made here. */
    Course course() {
        return tools.course();
    }

    /** Makes the attempt and keeps what came of it. */
    Uni<Move> speak(Speak speak) {
        return remembered(speak)
                .chain(() -> Uni.combine()
                        .any()
                        .of(
                                asking.attempt(speak).map(Optional::of),
                                wanted.noLonger(asking::isHeard).replaceWith(Optional.<Heard>empty()),
                                timeIsUp(speak).replaceWith(Optional.<Heard>empty()))
                        .flatMap(heard -> heard.isPresent() ? heard(speak, heard.get()) : cutOff(speak)));
    }

    /** A person may have changed the history, here or through another process. */
    private Uni<Void> remembered(Speak speak) {
        if (speak.revision() == revision) {
            return Uni.createFrom().voidItem();
        }
        return log.patiently(() -> tools.log().open(holding))
                .invoke(found -> found.ifPresent(opening -> {
                    memory.renew(opening);
                    planning.forget();
                    asking.continuing().renew(opening);
                    revision = speak.revision();
                }))
                .replaceWithVoid();
    }

    /** Whoever speaks by then may finish; whoever has not begun is not waited for. */
    private Uni<Void> timeIsUp(Speak speak) {
        Instant until = speak.until();
        return until == null
                ? Uni.createFrom().nothing()
                : tools.delays()
                        .after(Duration.between(tools.clock().instant(), until))
                        .flatMap(due -> asking.isHeard()
                                ? Uni.createFrom().nothing()
                                : Uni.createFrom().voidItem());
    }

    private Uni<Move> heard(Speak speak, Heard heard) {
        return heard.ending() instanceof Piece.Done done
                ? answered(speak, heard, done)
                : failed(speak, heard, (Piece.Broken) heard.ending());
    }

    private Uni<Move> cutOff(Speak speak) {
        OpenTurn attempt = speak.turn();
        Said said = asking.soFar().orElse(null);
        LOG.infof(
                "attempt cut off conversation=%s turn=%d attempt=%d pieces=%d",
                holding.key(), attempt.turn(), attempt.attempt(), said == null ? 0 : said.pieces());
        return log.change(state -> tools.course().cutOff(state, attempt, said))
                .invoke(kept -> asking.continuing().cutOff(attempt, said))
                .map(Step::move);
    }

    private Uni<Move> answered(Speak speak, Heard heard, Piece.Done done) {
        return claims.claim(unsettled(speak, ClaimState.OWED), heard.text())
                .flatMap(claimed -> claimed instanceof Claimed.Stale
                        ? Uni.createFrom().item(new Move.Gone())
                        : keep(speak, answer(heard, done, claimed)));
    }

    private Uni<Move> keep(Speak speak, Answer answer) {
        OpenTurn attempt = speak.turn();
        return tools.meters()
                .committing(log.change(state -> tools.course().answered(state, attempt, answer)))
                .flatMap(kept -> kept.isLost() ? Uni.createFrom().item(kept.move()) : kept(speak, answer, kept));
    }

    private Uni<Move> kept(Speak speak, Answer answer, Step step) {
        List<Idea> ideas = answer.ideas();
        memory.add(answer.text(), answer.question());
        if (ideas != null) {
            memory.add(ideas);
        }
        claims.kept(unsettled(speak, ideas == null ? ClaimState.OWED : ClaimState.CLAIMED));
        tools.meters().answered(answer);
        // A registry that was away a moment ago is only asked again now if there will be no next turn.
        boolean ask = ideas != null || step.move() instanceof Move.Gone;
        return ask
                ? claims.makeGood().replaceWith(step.move())
                : Uni.createFrom().item(step.move());
    }

    private Uni<Move> failed(Speak speak, Heard heard, Piece.Broken broken) {
        Failed failed = new Failed(broken.code(), heard.saidSomething(), heard.pieces());
        OpenTurn attempt = speak.turn();
        Agent agent = speak.speaker().agent();
        tools.meters().failed(broken.code());
        LOG.infof(
                "attempt failed conversation=%s turn=%d attempt=%d agent=%s node=%s code=%s detail=%s",
                holding.key(),
                attempt.turn(),
                attempt.attempt(),
                agent.agent(),
                agent.node(),
                broken.code().wireName(),
                broken.detail());
        Sequel sequel = tools.tries().after(attempt, agent, failed);
        if (sequel == Sequel.SKIP) {
            tools.meters().skipped();
        }
        return substitution(attempt, agent, sequel)
                .flatMap(substitution ->
                        log.change(state -> tools.course().failed(state, attempt, failed, substitution)))
                .map(Step::move)
                .flatMap(move -> move instanceof Speak
                        ? tools.delays()
                                .after(tools.config().turn().retryPause())
                                .replaceWith(move)
                        : Uni.createFrom().item(move));
    }

    /** Its own model on another node if there is one; else whatever serves. */
    private Uni<Substitution> substitution(OpenTurn attempt, Agent agent, Sequel sequel) {
        String node = agent.node();
        if (sequel != Sequel.SUBSTITUTE || node == null) {
            return Uni.createFrom().item(attempt.substituted());
        }
        if (attempt.substituted() == Substitution.NODE) {
            return Uni.createFrom().item(Substitution.NODE_AND_MODEL);
        }
        return tools.nodes()
                .servesElsewhere(conversation.caller(), agent.model(), node)
                .map(elsewhere -> elsewhere ? Substitution.NODE : Substitution.NODE_AND_MODEL);
    }

    private Answer answer(Heard heard, Piece.Done done, Claimed claimed) {
        return new Answer(
                heard.text(),
                tools.prompts().followUp(conversation.spec().language()),
                done.promptTokens(),
                done.tokens(),
                done.node(),
                done.model(),
                heard.took().isNegative() ? Duration.ZERO : heard.took(),
                claimed instanceof Claimed.Settled settled ? settled.ideas() : null);
    }

    private static Unsettled unsettled(Speak speak, ClaimState claim) {
        Agent agent = speak.speaker().agent();
        OpenTurn attempt = speak.turn();
        return new Unsettled(attempt.turn(), attempt.attempt(), attempt.round(), agent.agent(), agent.role(), claim);
    }
}
