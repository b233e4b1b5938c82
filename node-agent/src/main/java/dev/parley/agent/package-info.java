/** The commands a person types: today {@code talk}, which starts a conversation and shows it as it happens. */
@NullMarked
package dev.parley.agent;

import org.jspecify.annotations.NullMarked;
