package dev.parley.simulatednode;

/** Bodies that many tests send. */
public final class Requests {

    public static final String CHAT = "/api/chat";
    public static final String V1_CHAT = "/v1/chat/completions";

    private Requests() {}

    public static String chat(String words) {
        return "{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":\"" + words + "\"}]}";
    }

    public static String wholeChat(String words) {
        return chat(words).replaceFirst("\\{", "{\"stream\":false,");
    }

    public static String v1Chat(String words) {
        return chat(words).replaceFirst("\\{", "{\"stream\":true,");
    }
}
