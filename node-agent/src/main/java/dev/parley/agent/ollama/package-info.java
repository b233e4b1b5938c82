/** The Ollama beside the agent: what it has, what it may be asked, and what went wrong in words that help. */
@NullMarked
package dev.parley.agent.ollama;

import org.jspecify.annotations.NullMarked;
