/** One part of the stack, whatever it is: something that is started, becomes ready, and is stopped. */
@NullMarked
package dev.parley.localstack.part;

import org.jspecify.annotations.NullMarked;
