/** What a registry remembers: claims, how they stand, and their ideas; and the lock under which it changes. */
@NullMarked
package dev.parley.ideas.ledger;

import org.jspecify.annotations.NullMarked;
