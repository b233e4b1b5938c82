package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The language agents are prompted in. */
public enum Language {
    /** English. */
    @JsonProperty("en")
    EN,

    /** Romanian, word for word the first system's prompts. */
    @JsonProperty("ro")
    RO,

    /** Russian. */
    @JsonProperty("ru")
    RU,

    /** Hebrew, written from right to left. */
    @JsonProperty("he")
    HE
}
