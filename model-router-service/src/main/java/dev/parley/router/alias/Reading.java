package dev.parley.router.alias;

import dev.parley.router.model.ModelTarget;
import java.util.List;
import java.util.Optional;

/**
 * What a request's model stands for.
 *
 * @param targets in the order in which they are to be asked; empty if the caller may use none of them
 * @param drawn of an alias, which of its variants the request was given
 */
public record Reading(List<ModelTarget> targets, Optional<Drawn> drawn) {

    public Reading {
        targets = List.copyOf(targets);
    }
}
