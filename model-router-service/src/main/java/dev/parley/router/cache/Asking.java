package dev.parley.router.cache;

import java.util.Map;

/**
 * Who asks whom, and how the answer is to come: what makes an answer beside the body that asks for it.
 *
 * @param path with its query
 * @param streamed an answer is given as it went out, byte by byte: in records or as a whole
 * @param model as it was written: nodes repeat it so
 * @param meant what that stands for, if it is an alias; else the same
 * @param digests of all models that may answer, by name, sorted
 */
record Asking(String tenant, String path, boolean streamed, String model, String meant, Map<String, String> digests) {}
