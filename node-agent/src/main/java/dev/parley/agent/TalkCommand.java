package dev.parley.agent;

import dev.parley.agent.gateway.Gateway;
import dev.parley.agent.gateway.GatewayRefused;
import dev.parley.agent.screen.Terminal;
import dev.parley.agent.stack.Launcher;
import dev.parley.agent.stack.RunningStack;
import dev.parley.agent.talk.JsonLines;
import dev.parley.agent.talk.Listener;
import dev.parley.agent.talk.Report;
import dev.parley.agent.talk.StopReasons;
import dev.parley.agent.talk.Talk;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.event.ConversationEvent.ConversationCompleted;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./parley talk}. */
@Command(
        name = "talk",
        description = "Starts a conversation between agents and shows it as it happens. Ctrl-C stops it.",
        mixinStandardHelpOptions = true)
final class TalkCommand implements Callable<Integer> {

    @Mixin
    private TalkOptions options = new TalkOptions();

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;
    private final Optional<String> key;
    private final Optional<Launcher> launcher;

    /**
     * Talks on this terminal.
     *
     * @param key what the user wants to be known by; empty for the stack's own
     * @param launcher for when the local stack is not up; empty if that is somebody else's business
     */
    TalkCommand(Terminal terminal, Optional<String> key, Optional<Launcher> launcher) {
        this.terminal = terminal;
        this.key = key;
        this.launcher = launcher;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            options.check();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        try {
            return talkOrBringUp();
        } catch (StackAway | GatewayRefused e) {
            return fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return fail("The gateway cannot be reached any more: " + e.getMessage());
        }
    }

    /** A stack that runs is not looked at twice: only if nothing comes of it, it is brought up and asked again. */
    private int talkOrBringUp() throws StackAway, IOException, InterruptedException {
        Place place = options.place();
        if (place.isElsewhere() || launcher.isEmpty()) {
            return talk(place.stack());
        }
        try {
            Optional<RunningStack> stack = place.stack();
            if (stack.isPresent() && launcher.get().isNewerThan(stack.get().whole())) {
                throw new StackAway("It runs on jars that were replaced since.");
            }
            return talk(stack);
        } catch (StackAway e) {
            int code = launcher.get().bringUp(place.data());
            return code == 0 ? talk(place.stack()) : code;
        }
    }

    private int talk(Optional<RunningStack> stack) throws StackAway, IOException, InterruptedException {
        Gateway gateway = options.place().gateway(stack, key);
        Opening opening = Opening.of(options, gateway);
        Listener listener = listener(opening.conversation(), gateway);
        stack.flatMap(TalkCommand::warning).ifPresent(listener::remark);
        String howToGoOn = "Go on with: ./parley talk --continue %s --rounds 1%s"
                .formatted(opening.conversation().id(), options.place().inWords());
        StopOnCtrlC stop = StopOnCtrlC.of(gateway, opening.conversation(), listener, howToGoOn);
        Optional<ConversationCompleted> ending;
        try (Ticker ticker = Ticker.of(listener)) {
            ending = new Talk(gateway, opening.conversation().id(), listener, opening.after()).listen();
        }
        listener.over();
        if (ending.isEmpty()) {
            // Nobody reads any more: leaving stops the conversation.
            return 1;
        }
        stop.disarm();
        if (!options.json()) {
            spec.commandLine().getOut().println(howToGoOn);
        }
        return StopReasons.isGood(ending.get().stopReason()) ? 0 : 1;
    }

    private static Optional<String> warning(RunningStack stack) {
        if (stack.simulatedNodes().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                stack.isSimulated()
                        ? "SIMULATED NODES: every answer is INVENTED, no model is at work."
                        : "SIMULATED NODES among them: what %s says is INVENTED."
                                .formatted(String.join(", ", stack.simulatedNodes())));
    }

    private Listener listener(Conversation conversation, Gateway gateway) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            return new JsonLines(out, spec.commandLine().getErr());
        }
        return Report.of(terminal.screen(out), terminal.paint(), conversation, gateway.base() + "/ui/");
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(message);
        return 1;
    }
}
