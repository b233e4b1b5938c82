/** Processes that outlive whoever started them, and how they are found again and ended. */
@NullMarked
package dev.parley.localstack.process;

import org.jspecify.annotations.NullMarked;
