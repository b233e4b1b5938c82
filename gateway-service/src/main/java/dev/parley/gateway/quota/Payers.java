package dev.parley.gateway.quota;

import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Who pays for conversations, which go on without a request. Every call fails while whoever runs them cannot be asked. */
public interface Payers {

    /** Accounts that pay for something that runs, at most some thousand. */
    Uni<List<Account>> paying();

    /** Lets everything wait that this account pays for. Repeatable. */
    Uni<Void> withhold(Account payer, ProblemCode why);
}
