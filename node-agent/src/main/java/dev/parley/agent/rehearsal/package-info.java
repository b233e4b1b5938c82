/**
 * A conversation played to nobody at the end of a build, so that the JVM can note which classes one takes and has them at
 * hand when a person waits for the first word.
 */
@NullMarked
package dev.parley.agent.rehearsal;

import org.jspecify.annotations.NullMarked;
