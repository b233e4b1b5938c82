/** Nodes that speak OpenAI's API and nothing else: vLLM, llama.cpp's server, LM Studio. */
@NullMarked
package dev.parley.router.openai;

import org.jspecify.annotations.NullMarked;
