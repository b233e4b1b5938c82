package dev.parley.simulatednode.ollama;

import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.exchange.Head;
import dev.parley.simulatednode.json.GoJson;

/** The progress of pull, push and create: a stream of statuses, or only the last one. */
final class Progress {

    private static final String JSON = "application/json";

    private final Exchange exchange;
    private final boolean streamed;
    private GoJson last = GoJson.object();
    private boolean opened;

    Progress(Exchange exchange, boolean streamed) {
        this.exchange = exchange;
        this.streamed = streamed;
    }

    void status(String status) {
        record(GoJson.object().put("status", status));
    }

    void layer(String digest, long total, long completed) {
        String shortDigest = digest.substring("sha256:".length(), "sha256:".length() + 12);
        record(GoJson.object()
                .put("status", "pulling " + shortDigest)
                .put("digest", digest)
                .optional("total", total)
                .optional("completed", completed));
    }

    private void record(GoJson record) {
        last = record;
        if (streamed) {
            if (!opened) {
                opened = true;
                exchange.reply().open(Head.of(200, NativeJson.NDJSON));
            }
            exchange.reply().write(NativeJson.line(record));
        }
    }

    void done() {
        status("success");
        if (streamed) {
            exchange.reply().end();
        } else {
            exchange.reply().whole(Head.of(200, JSON), last.bytes());
        }
    }

    void failed(int status, String text) {
        if (opened) {
            NativeJson.error(text).forEach(exchange.reply()::write);
            exchange.reply().broken();
            exchange.reply().end();
        } else {
            ErrorForm.NATIVE.sendFromStream(exchange.reply(), status, text);
        }
    }
}
