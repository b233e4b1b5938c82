package dev.parley.agent.fake;

/** Events as a gateway sends them. */
public final class Events {

    public static final String TAGS = "{\"models\":["
            + "{\"name\":\"maple:3b\",\"capabilities\":[\"completion\"]},"
            + "{\"name\":\"minilm\",\"capabilities\":[\"embedding\"]},"
            + "{\"name\":\"birch:7b\",\"capabilities\":[\"completion\",\"tools\"]}]}";

    /** As an older Ollama lists them. */
    public static final String SILENT_TAGS =
            "{\"models\":[{\"name\":\"nomic\"},{\"name\":\"gone\"},{\"name\":\"maple:3b\"},{\"name\":\"birch:7b\"}]}";

    public static final String LISTED_KEY = """
            {"id":"abcdefghij12","prefix":"pk_abcdefghij12","name":"app","tenant":"local",\
            "scopes":["inference","models:write"],"models":["maple*"],"limits":{"requests_per_minute":60},\
            "path_prefix":false,"created_at":"2026-11-20T10:00:00Z","expires_at":"2026-12-20T10:00:00Z"}""";

    public static final String REVOKED_KEY = """
            {"id":"zyxwvutsrq98","prefix":"pk_zyxwvutsrq98","name":"old","tenant":"mill","scopes":["admin"],\
            "path_prefix":true,"created_at":"2026-11-19T10:00:00Z","revoked_at":"2026-11-20T09:00:00Z"}""";

    /** As it is handed out. */
    public static final String KEY = LISTED_KEY.replace("{\"id\"", "{\"key\":\"pk_abcdefghij12_secret\",\"id\"");

    private static final String MACHINES = """
            [{"agent":"generator","role":"generator","model":"maple:3b","max_tokens":700,"timeout":120},\
            {"agent":"critic","role":"critic","model":"birch:7b","max_tokens":700,"timeout":120}]""";

    private Events() {}

    public static String conversation(String status) {
        return """
                {"id":"%s","status":"%s","subject":"Energy","machines":%s,"rounds":1,"num_rounds":2,"turns":2,\
                "tokens":10,"new_ideas":1,"repeated_ideas":1,"pause_seconds":3,"history_limit":50,"language":"en",\
                "mode":"rounds","auto_run":true,"created_at":"2026-11-20T10:00:00Z",\
                "updated_at":"2026-11-20T10:05:00Z"}""".formatted(FakeGateway.ID, status, MACHINES);
    }

    public static String started() {
        return event(
                "conversation.started", "1.0", "\"subject\":\"Energy\",\"machines\":" + MACHINES + ",\"rounds\":2");
    }

    public static String round(String id, int round) {
        return event("round.started", id, "\"round\":" + round);
    }

    public static String turn(String id, int turn, String agent, int attempt) {
        return event(
                "turn.started",
                id,
                "\"turn\":%d,\"round\":1,\"agent\":\"%s\",\"role\":\"%s\",\"model\":\"maple:3b\",\"attempt\":%d"
                        .formatted(turn, agent, agent, attempt));
    }

    public static String token(String id, int turn, String content) {
        return event("token", id, "\"turn\":%d,\"content\":\"%s\"".formatted(turn, content));
    }

    public static String snapshot(String id, int turn, String content) {
        return event("turn.snapshot", id, "\"turn\":%d,\"content\":\"%s\"".formatted(turn, content));
    }

    public static String retrying(String id, int turn) {
        return event(
                "turn.retrying",
                id,
                "\"turn\":%d,\"attempt\":2,\"reason\":\"node-silent\",\"silence\":240".formatted(turn));
    }

    public static String turnDone(String id, int turn, int fresh, int repeated) {
        return event(
                "turn.completed",
                id,
                "\"turn\":%d,\"tokens\":20,\"duration_ms\":500,\"node\":\"node-1\",\"model\":\"maple:3b\",\"new_ideas\":%d,\"repeated_ideas\":%d"
                        .formatted(turn, fresh, repeated));
    }

    public static String fresh(String id, int turn, String idea) {
        return event("idea.new", id, "\"turn\":%d,\"idea\":\"%s\"".formatted(turn, idea));
    }

    public static String repeated(String id, int turn, String idea, String of) {
        return event(
                "idea.repeated",
                id,
                "\"turn\":%d,\"idea\":\"%s\",\"of\":\"%s\",\"score\":1.0,\"method\":\"exact\",\"why\":\"same\""
                        .formatted(turn, idea, of));
    }

    public static String completed(String id, String reason) {
        return event(
                "conversation.completed",
                id,
                "\"stop_reason\":\"%s\",\"rounds\":2,\"tokens\":40,\"ideas\":1".formatted(reason));
    }

    /** Of a kind that this client does not know. */
    public static String unheardOf(String id) {
        return event("speaker.chosen", id, "\"agent\":\"critic\"");
    }

    /** The second it happened in is its number. */
    private static String event(String type, String id, String fields) {
        int second = Integer.parseInt(id.substring(0, id.indexOf('.')));
        return """
                {"type":"%s","id":"%s","conversation":"%s","timestamp":"2026-11-20T10:00:%02dZ",%s}""".formatted(type, id, FakeGateway.ID, second, fields);
    }
}
