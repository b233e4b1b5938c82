/**
 * The truth, in schema {@code ideas}. Claims are decided under a row lock by plain reactive SQL: an upsert that locks,
 * keyset pages and set-wise updates have no entity shape, and the index is asked while the transaction is open, which a
 * Hibernate session shared through the request context would not survive. What is only read is read with Panache.
 */
@NullMarked
package dev.parley.ideas.postgres;

import org.jspecify.annotations.NullMarked;
