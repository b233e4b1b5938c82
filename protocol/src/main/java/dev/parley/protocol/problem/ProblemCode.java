package dev.parley.protocol.problem;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Every error our own endpoints can answer. The wire name is stable: clients may switch on it. The catalogue for readers
 * is {@code docs/errors.md}; a test keeps the two equal.
 */
public enum ProblemCode {
    @JsonProperty("malformed-body")
    MALFORMED_BODY("malformed-body", 400, false, "The body is not the JSON that was expected."),
    @JsonProperty("invalid-field")
    INVALID_FIELD("invalid-field", 422, false, "A field has a value outside its bounds."),
    @JsonProperty("unknown-field")
    UNKNOWN_FIELD("unknown-field", 400, false, "A field is not known here."),
    @JsonProperty("invalid-parameter")
    INVALID_PARAMETER(
            "invalid-parameter", 400, false, "A query parameter or header has a value that was not expected."),
    @JsonProperty("invalid-event-id")
    INVALID_EVENT_ID("invalid-event-id", 400, false, "The event id to continue from is not one of ours."),
    @JsonProperty("body-too-large")
    BODY_TOO_LARGE("body-too-large", 413, false, "The body is larger than this path takes."),
    @JsonProperty("address-not-allowed")
    ADDRESS_NOT_ALLOWED(
            "address-not-allowed",
            422,
            false,
            "A machine points to an address that is neither a registered node nor allowed."),
    @JsonProperty("node-unknown")
    NODE_UNKNOWN("node-unknown", 422, false, "A machine names a node that is not registered."),
    @JsonProperty("node-exists")
    NODE_EXISTS("node-exists", 409, false, "Another node has this name or this address."),
    @JsonProperty("node-configured")
    NODE_CONFIGURED(
            "node-configured",
            409,
            false,
            "The node is described elsewhere; only what an administrator added can be changed or removed here."),
    @JsonProperty("model-unknown")
    MODEL_UNKNOWN("model-unknown", 404, false, "No node has this model."),
    @JsonProperty("task-type-unknown")
    TASK_TYPE_UNKNOWN("task-type-unknown", 400, false, "There is no such type of task."),
    @JsonProperty("model-placed")
    MODEL_PLACED("model-placed", 409, false, "A placement wants this model in memory."),
    @JsonProperty("alias-shadows")
    ALIAS_SHADOWS(
            "alias-shadows",
            409,
            false,
            "A node has a model of this name; an alias takes its place only if it says so."),
    @JsonProperty("model-not-allowed")
    MODEL_NOT_ALLOWED("model-not-allowed", 403, false, "The key may not use this model."),
    @JsonProperty("cloud-refused")
    CLOUD_REFUSED("cloud-refused", 403, false, "Models that a remote service answers for are refused here."),
    @JsonProperty("conversation-unknown")
    CONVERSATION_UNKNOWN("conversation-unknown", 404, false, "There is no such conversation."),
    @JsonProperty("message-unknown")
    MESSAGE_UNKNOWN("message-unknown", 404, false, "The history has no such message."),
    @JsonProperty("conversation-busy")
    CONVERSATION_BUSY("conversation-busy", 409, true, "The conversation is running; pause or stop it first."),
    @JsonProperty("conversation-ended")
    CONVERSATION_ENDED("conversation-ended", 409, false, "The conversation has ended; continue it first."),
    @JsonProperty("too-many-conversations")
    TOO_MANY_CONVERSATIONS("too-many-conversations", 503, true, "This replica runs as many conversations as it may."),
    @JsonProperty("idempotency-conflict")
    IDEMPOTENCY_CONFLICT("idempotency-conflict", 409, false, "The idempotency key was used for a different request."),
    @JsonProperty("too-many-streams")
    TOO_MANY_STREAMS("too-many-streams", 503, true, "As many streams are open as this replica may hold."),
    @JsonProperty("host-not-allowed")
    HOST_NOT_ALLOWED("host-not-allowed", 403, false, "This address answers only to loopback host names."),
    @JsonProperty("origin-not-allowed")
    ORIGIN_NOT_ALLOWED("origin-not-allowed", 403, false, "The page that asks is not ours."),
    @JsonProperty("edge-refused")
    EDGE_REFUSED("edge-refused", 401, false, "The call does not come from a service that may call here."),
    @JsonProperty("ambiguous-credentials")
    AMBIGUOUS_CREDENTIALS("ambiguous-credentials", 400, false, "Two different credentials came with one request."),
    @JsonProperty("key-missing")
    KEY_MISSING("key-missing", 401, false, "This needs a key."),
    @JsonProperty("key-unknown")
    KEY_UNKNOWN("key-unknown", 401, false, "There is no such key."),
    @JsonProperty("key-expired")
    KEY_EXPIRED("key-expired", 401, false, "The key has expired."),
    @JsonProperty("key-revoked")
    KEY_REVOKED("key-revoked", 401, false, "The key has been revoked."),
    @JsonProperty("session-ended")
    SESSION_ENDED("session-ended", 401, false, "The page has signed out."),
    @JsonProperty("token-invalid")
    TOKEN_INVALID("token-invalid", 401, false, "The token is not one that is accepted here."),
    @JsonProperty("too-many-attempts")
    TOO_MANY_ATTEMPTS("too-many-attempts", 429, true, "Too many wrong credentials came from this address."),
    @JsonProperty("identity-unavailable")
    IDENTITY_UNAVAILABLE("identity-unavailable", 503, true, "Who is calling cannot be found out right now."),
    @JsonProperty("scope-missing")
    SCOPE_MISSING("scope-missing", 403, false, "The caller lacks the scope for this."),
    @JsonProperty("option-not-allowed")
    OPTION_NOT_ALLOWED("option-not-allowed", 403, false, "Requests of this caller may not set this option."),
    @JsonProperty("rate-limited")
    RATE_LIMITED("rate-limited", 429, true, "The key has used up what it may use in a minute, or at once."),
    @JsonProperty("budget-exhausted")
    BUDGET_EXHAUSTED("budget-exhausted", 429, true, "The key has used up what it may use in a month."),
    @JsonProperty("quota-unavailable")
    QUOTA_UNAVAILABLE("quota-unavailable", 503, true, "What the key has used cannot be looked up."),
    @JsonProperty("too-many-bodies")
    TOO_MANY_BODIES("too-many-bodies", 503, true, "This replica holds as many bytes of request bodies as it may."),
    @JsonProperty("body-too-slow")
    BODY_TOO_SLOW("body-too-slow", 408, true, "The body stopped coming before its end."),
    @JsonProperty("not-found")
    NOT_FOUND("not-found", 404, false, "There is nothing at this path."),
    @JsonProperty("method-not-allowed")
    METHOD_NOT_ALLOWED("method-not-allowed", 405, false, "This path does not take this method."),
    @JsonProperty("media-type-not-supported")
    MEDIA_TYPE_NOT_SUPPORTED("media-type-not-supported", 415, false, "This path does not take this kind of body."),
    @JsonProperty("not-acceptable")
    NOT_ACCEPTABLE("not-acceptable", 406, false, "This path cannot answer in the kind that was asked for."),
    @JsonProperty("all-nodes-busy")
    ALL_NODES_BUSY(
            "all-nodes-busy", 503, true, "Every node that could answer is busy and the queue is full or too slow."),
    @JsonProperty("no-node")
    NO_NODE("no-node", 503, true, "No node that could answer is up."),
    @JsonProperty("at-capacity")
    AT_CAPACITY("at-capacity", 503, true, "This replica holds as much of this as it may."),
    @JsonProperty("node-failed")
    NODE_FAILED("node-failed", 502, true, "The nodes that were tried failed."),
    @JsonProperty("node-refused")
    NODE_REFUSED("node-refused", 400, false, "The node refuses what the request asks of it."),
    @JsonProperty("context-too-long")
    CONTEXT_TOO_LONG("context-too-long", 400, false, "The text is longer than the model's window."),
    @JsonProperty("node-silent")
    NODE_SILENT("node-silent", 504, true, "The node said nothing for longer than the silence allowed."),
    @JsonProperty("stream-broken")
    STREAM_BROKEN("stream-broken", 502, true, "The answer broke off before its end."),
    @JsonProperty("stale-claim")
    STALE_CLAIM("stale-claim", 409, false, "A newer owner of the conversation has claimed ideas already."),
    @JsonProperty("store-unavailable")
    STORE_UNAVAILABLE("store-unavailable", 503, true, "The database cannot be reached; nothing was changed."),
    @JsonProperty("service-unavailable")
    SERVICE_UNAVAILABLE("service-unavailable", 503, true, "A service behind this one cannot be reached."),
    @JsonProperty("internal-error")
    INTERNAL_ERROR("internal-error", 500, false, "Something went wrong on our side.");

    private final String wireName;
    private final int status;
    private final boolean retryable;
    private final String title;

    ProblemCode(String wireName, int status, boolean retryable, String title) {
        this.wireName = wireName;
        this.status = status;
        this.retryable = retryable;
        this.title = title;
    }

    /** The stable name that clients see. */
    public String wireName() {
        return wireName;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** One fixed sentence for people. */
    public String title() {
        return title;
    }
}
