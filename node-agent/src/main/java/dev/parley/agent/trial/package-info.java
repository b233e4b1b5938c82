/** The agent's test mode: what is typed is asked of Ollama, and everything about the answer is shown. */
@NullMarked
package dev.parley.agent.trial;

import org.jspecify.annotations.NullMarked;
