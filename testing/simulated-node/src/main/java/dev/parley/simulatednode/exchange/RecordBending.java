package dev.parley.simulatednode.exchange;

import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Mangles the bytes of records and the labels of replies. */
final class RecordBending {

    private static final Pattern ENDING = Pattern.compile(
            ",\"(?:done_reason|total_duration|load_duration|prompt_eval_count|prompt_eval_duration|eval_count"
                    + "|eval_duration)\":(?:\"[^\"]*\"|\\d+)|,\"usage\":\\{[^}]*}");
    private static final Pattern MODEL = Pattern.compile("\"model\":\"([^\"]*)\"");
    private static final Pattern TEXT = Pattern.compile("\"(?:content|response|text|thinking)\":\"");
    private static final byte[] HALF_A_LETTER = {(byte) 0xE2, (byte) 0x82};

    private final List<FaultRule> faults;
    private @Nullable Gzip gzip;

    RecordBending(List<FaultRule> faults) {
        this.faults = List.copyOf(faults);
    }

    Head head(Head head) {
        Head bent = rule(FaultCode.F22)
                .map(rule -> head.replacing("Content-Type", rule.text("text/html")))
                .orElse(head);
        return rule(FaultCode.F23)
                .map(rule -> bent.replacing("Content-Encoding", "gzip"))
                .orElse(bent);
    }

    byte[] whole(byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        record(body, afterOf(FaultCode.F12, 1)).forEach(all::writeBytes);
        trailer().ifPresent(all::writeBytes);
        return all.toByteArray();
    }

    private int afterOf(FaultCode code, int otherwise) {
        return rule(code).map(rule -> rule.after(otherwise)).orElse(otherwise);
    }

    /** What goes out instead of a record, when so many went before it. */
    List<byte[]> record(byte[] record, int before) {
        byte[] bent = relabelled(record);
        List<byte[]> parts = new ArrayList<>();
        if (rule(FaultCode.F14).isPresent() && before > 0) {
            parts.add("\n".getBytes(StandardCharsets.UTF_8));
        }
        Optional<FaultRule> malformed = rule(FaultCode.F12).filter(rule -> rule.after(1) == before);
        malformed.ifPresent(rule -> parts.add(malformed(bent, rule)));
        if (rule(FaultCode.F13).filter(rule -> rule.after(0) == before).isPresent()) {
            parts.add(truncatedLetter(bent));
        } else {
            parts.add(bent);
        }
        return rule(FaultCode.F23).isPresent()
                ? parts.stream().map(this::zipped).toList()
                : parts;
    }

    /** The end of a compressed body. */
    Optional<byte[]> trailer() {
        return Optional.ofNullable(gzip).map(Gzip::finished);
    }

    private byte[] relabelled(byte[] record) {
        if (rule(FaultCode.F25).isEmpty() && rule(FaultCode.F26).isEmpty()) {
            return record;
        }
        String text = new String(record, StandardCharsets.UTF_8);
        if (rule(FaultCode.F26).isPresent()) {
            text = ENDING.matcher(text).replaceAll("");
        }
        String other =
                rule(FaultCode.F25).map(rule -> rule.text("another-model")).orElse(null);
        if (other != null) {
            text = MODEL.matcher(text).replaceFirst(Matcher.quoteReplacement("\"model\":\"" + other + "\""));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The first bytes of the record as a line of their own. */
    private static byte[] malformed(byte[] record, FaultRule rule) {
        Integer bytes = rule.bytes();
        int cut = bytes == null ? record.length / 3 : Math.min(bytes, record.length);
        byte[] broken = Arrays.copyOf(record, cut + 1);
        broken[cut] = '\n';
        return broken;
    }

    /** Two bytes of a three-byte letter at the start of the record's text. */
    private static byte[] truncatedLetter(byte[] record) {
        String text = new String(record, StandardCharsets.ISO_8859_1);
        Matcher content = TEXT.matcher(text);
        int at = content.find() ? content.end() : record.length / 2;
        ByteArrayOutputStream bent = new ByteArrayOutputStream(record.length + 2);
        bent.write(record, 0, at);
        bent.writeBytes(HALF_A_LETTER);
        bent.write(record, at, record.length - at);
        return bent.toByteArray();
    }

    private byte[] zipped(byte[] bytes) {
        if (gzip == null) {
            gzip = new Gzip();
        }
        return gzip.flushed(bytes);
    }

    /** One gzip stream over all records, flushed after each. */
    private static final class Gzip {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final GZIPOutputStream zip;

        Gzip() {
            try {
                zip = new GZIPOutputStream(out, true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] flushed(byte[] bytes) {
            try {
                zip.write(bytes);
                zip.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return taken();
        }

        byte[] finished() {
            try {
                zip.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return taken();
        }

        private byte[] taken() {
            byte[] flushed = out.toByteArray();
            out.reset();
            return flushed;
        }
    }

    private Optional<FaultRule> rule(FaultCode code) {
        return faults.stream().filter(rule -> rule.fault() == code).findFirst();
    }
}
