package dev.parley.gateway.redis;

import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What this process has under way and Redis must be told when it has forgotten. Not thread-safe. */
final class Leases {

    /** Lease to the tokens held back from the month's budget. */
    static final class OfAccount {

        private final Map<Long, Long> held = new HashMap<>();

        List<String> arguments(List<String> first) {
            List<String> arguments = new ArrayList<>(first);
            held.forEach((lease, tokens) -> {
                arguments.add(String.valueOf(lease));
                arguments.add(String.valueOf(tokens));
            });
            return arguments;
        }
    }

    private final Map<Account, OfAccount> accounts = new HashMap<>();

    /** Accounts of whose months Redis knows too little. */
    private final Set<Account> missed = new HashSet<>();

    void hold(Claim claim, long tokens) {
        accounts.computeIfAbsent(claim.account(), first -> new OfAccount()).held.put(claim.lease(), tokens);
    }

    void letGo(Claim claim) {
        OfAccount account = accounts.get(claim.account());
        if (account != null) {
            account.held.remove(claim.lease());
            if (account.held.isEmpty()) {
                accounts.remove(claim.account());
            }
        }
    }

    Optional<OfAccount> of(Account account) {
        return Optional.ofNullable(accounts.get(account));
    }

    void forEach(BiConsumer<Account, OfAccount> action) {
        Map.copyOf(accounts).forEach(action);
    }

    void missed(Claim claim) {
        if (claim.limits().tokensPerMonth().isPresent()) {
            missed.add(claim.account());
        }
    }

    Set<Account> takeMissed() {
        Set<Account> taken = Set.copyOf(missed);
        missed.clear();
        return taken;
    }
}
