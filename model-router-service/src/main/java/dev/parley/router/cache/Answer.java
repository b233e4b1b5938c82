package dev.parley.router.cache;

import dev.parley.transport.relay.record.AnswerForm;
import io.vertx.core.MultiMap;

/**
 * The head of an answer that several get.
 *
 * @param headers as the one gets it who asked first
 * @param streamed whether it comes in records
 */
record Answer(int status, MultiMap headers, AnswerForm form, boolean streamed) {}
