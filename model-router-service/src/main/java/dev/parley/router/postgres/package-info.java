/** What is kept of nodes in PostgreSQL: schema {@code router}, written by routers only, away without harm to inference. */
@NullMarked
package dev.parley.router.postgres;

import org.jspecify.annotations.NullMarked;
