package dev.parley.router.relay;

/** What a node's answer says, before any of it is passed on. */
enum Judgement {
    /** An answer to the request. */
    GOOD,

    /** A refusal that every node would give: passed on, and no mark against the node. */
    REQUEST_FAULT,

    /** The model cannot answer, on whatever node: too long for it, against its rules, or a remote service in trouble. */
    MODEL_FAULT,

    /** The node does not have the model, though it was thought to. */
    MISSING,

    /** The node takes nothing more for now. */
    BUSY,

    /** The node failed. */
    NODE_FAULT
}
