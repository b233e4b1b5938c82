package dev.parley.simulatednode.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.random.RandomGenerator;

/** Calls the first declared tool with arguments made from its schema; a tool's result is answered in words. */
final class ToolUse {

    private static final String SHORT_ID = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String LONG_ID = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + SHORT_ID;

    private ToolUse() {}

    static Draft of(Ask ask, RandomGenerator random) {
        JsonNode tools = ask.tools();
        if (tools == null || tools.isEmpty() || ask.last().from("tool")) {
            return Draft.text("The tool says: " + ask.lastFrom("tool"));
        }
        JsonNode function = tools.get(0).path("function");
        String id =
                ask.settings().toolsInFinalRecord() ? word(LONG_ID, 32, random) : "call_" + word(SHORT_ID, 8, random);
        JsonNode arguments = JsonFill.value(function.path("parameters"), ask.lastFrom("user"), random);
        return new Draft(
                "", "", List.of(new ToolCall(id, 0, function.path("name").asText(), arguments)));
    }

    private static String word(String letters, int length, RandomGenerator random) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
