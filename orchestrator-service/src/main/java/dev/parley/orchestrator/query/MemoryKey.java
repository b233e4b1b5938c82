package dev.parley.orchestrator.query;

import dev.parley.protocol.caller.Caller;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Whose memory it is: one key's of one tenant. Nobody else finds it, whatever its id. */
public record MemoryKey(String tenant, String key, String id) {

    public static MemoryKey of(Caller caller, String id) {
        return new MemoryKey(caller.tenant(), caller.key(), id);
    }

    /** The same for the same memory: what was said in it is best continued on the node that said it. */
    UUID affinity() {
        String name = tenant + '\0' + key + '\0' + id;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
