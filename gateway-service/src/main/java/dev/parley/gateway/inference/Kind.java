package dev.parley.gateway.inference;

/** What a request asks of a model. */
public enum Kind {
    /** Text after a prompt, natively. */
    GENERATE,
    /** The next message, natively. */
    CHAT,
    /** The next message, as OpenAI's clients ask for it: what a node does not read there is none of our business. */
    OPENAI_CHAT,
    /** Numbers for texts. */
    EMBED,
    /** Nothing but what is known of it. */
    SHOW
}
