/** Programs that a test starts and signals. */
@NullMarked
package dev.parley.testkit.process;

import org.jspecify.annotations.NullMarked;
