/** Names that stand for one of several models: who gets which, and what came of it. */
@NullMarked
package dev.parley.router.alias;

import org.jspecify.annotations.NullMarked;
