package dev.parley.benchmarks.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a careful client makes of a body.
 *
 * @param how what it is
 * @param text all that was said
 * @param records how many records could be read
 */
record Answer(How how, String text, int records) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a client can tell. */
    enum How {
        /** It is complete. */
        COMPLETE,
        /** It is complete, but some of it cannot be read. */
        DAMAGED,
        /** A status says that it is none. */
        REFUSED,
        /** A last record says that it broke off. */
        BROKE_OFF,
        /** The connection broke before its end. */
        CUT,
        /** It ends properly, and nothing tells that there is more: it passes as a success. */
        TRUNCATED
    }

    static Answer of(Form form, int status, String body, boolean cut) {
        StringBuilder text = new StringBuilder();
        int records = 0;
        boolean ended = false;
        boolean told = false;
        boolean unreadable = false;
        for (String piece : form.records(body)) {
            String record = payload(piece);
            if (record.isBlank()) {
                continue;
            }
            if (record.strip().equals("[DONE]")) {
                ended = true;
                continue;
            }
            try {
                JsonNode json = JSON.readTree(record);
                records++;
                told |= json.hasNonNull("error");
                ended |= form.ends(json);
                text.append(form.text(json));
            } catch (JsonProcessingException e) {
                unreadable = true;
            }
        }
        return new Answer(how(status, cut, told, ended, unreadable), text.toString(), records);
    }

    private static How how(int status, boolean cut, boolean told, boolean ended, boolean unreadable) {
        if (cut) {
            return How.CUT;
        }
        if (status >= 300) {
            return How.REFUSED;
        }
        if (told) {
            return How.BROKE_OFF;
        }
        if (unreadable) {
            return How.DAMAGED;
        }
        return ended ? How.COMPLETE : How.TRUNCATED;
    }

    /** An event's data without its field names; comments are no data. */
    private static String payload(String found) {
        String piece = found.stripLeading();
        if (!piece.startsWith("data:") && !piece.startsWith(":") && !piece.startsWith("event:")) {
            return piece;
        }
        StringBuilder data = new StringBuilder();
        for (String line : piece.split("\r?\n")) {
            if (line.startsWith("data:")) {
                data.append(line.substring("data:".length()));
            }
        }
        return data.toString();
    }
}
