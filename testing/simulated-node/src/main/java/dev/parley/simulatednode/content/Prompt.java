package dev.parley.simulatednode.content;

import java.util.List;

/** The prompt as the model sees it. */
public final class Prompt {

    private static final int TEMPLATE_TOKENS = 15;
    private static final int MESSAGE_TOKENS = 4;
    private static final int BEGIN_TOKENS = 1;

    private Prompt() {}

    /** The rendered template; a continued assistant message is its very end. */
    public static String rendered(Ask ask) {
        if (ask.raw()) {
            return ask.messages().get(0).content();
        }
        StringBuilder text = new StringBuilder();
        List<Message> question = ask.question();
        for (Message message : question) {
            text.append("<|")
                    .append(message.role())
                    .append("|>\n")
                    .append(message.content())
                    .append("<|end|>\n");
        }
        return text.append("<|assistant|>\n").append(ask.prefix()).toString();
    }

    /** Tokens of the prompt: those of the texts, and the template's own around them. */
    public static int tokens(Ask ask) {
        int texts = ask.messages().stream()
                .mapToInt(message -> Tokens.count(message.content()))
                .sum();
        return ask.raw()
                ? texts + BEGIN_TOKENS
                : texts
                        + BEGIN_TOKENS
                        + TEMPLATE_TOKENS
                        + MESSAGE_TOKENS * ask.messages().size();
    }
}
