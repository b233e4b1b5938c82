/** The stack as a whole: what it is made of, bringing it up, watching it, taking it down, telling how it stands. */
@NullMarked
package dev.parley.localstack.stack;

import org.jspecify.annotations.NullMarked;
