/** Answers requests as before, and lets those who ask the same at the same time share one answer. */
@NullMarked
package dev.parley.router.cache;

import org.jspecify.annotations.NullMarked;
