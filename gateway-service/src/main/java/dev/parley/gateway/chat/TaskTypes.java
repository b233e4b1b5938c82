package dev.parley.gateway.chat;

import dev.parley.protocol.caller.Caller;
import io.vertx.core.Future;
import java.util.List;

/** Whoever knows what types of task there are: an operator may add some. */
public interface TaskTypes {

    /** Their names in order, asked for on behalf of somebody; fails if nobody can tell. */
    Future<List<String>> known(Caller caller);
}
