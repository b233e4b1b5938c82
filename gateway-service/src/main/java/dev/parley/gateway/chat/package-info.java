/** Task chat: a message in, an answer out, by whichever model is good at the task. Knows neither HTTP paths nor sockets. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.chat;
