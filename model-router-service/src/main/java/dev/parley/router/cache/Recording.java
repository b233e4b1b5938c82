package dev.parley.router.cache;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** An answer as far as it has come, or what of it somebody still has to read. Not thread-safe: its flight guards it. */
final class Recording {

    /** More than this in one write brings nothing. */
    private static final int MOST_AT_ONCE = 64 << 10;

    private final List<Buffer> pieces = new ArrayList<>();
    private int forgotten;
    private long bytes;
    private long held;

    /** How far one reader has come. */
    static final class Place {

        private int piece;
        private long bytes;
    }

    /** The next bytes of the answer; not changed any more. */
    void add(Buffer piece) {
        pieces.add(piece);
        bytes += piece.length();
        held += piece.length();
    }

    /** How many pieces there were. */
    int pieces() {
        return forgotten + pieces.size();
    }

    /** How many bytes there were. */
    long bytes() {
        return bytes;
    }

    /** How many bytes are held now. */
    long held() {
        return held;
    }

    /** Whether it is there from its first byte. */
    boolean isWhole() {
        return forgotten == 0;
    }

    /** How many bytes are ahead of a reader. */
    long ahead(Place reader) {
        return bytes - reader.bytes;
    }

    /** The next bytes for a reader; empty if it has all. As they came where it keeps up, joined where it lags behind. */
    Buffer read(Place reader) {
        int next = reader.piece - forgotten;
        if (next >= pieces.size()) {
            return Buffer.buffer();
        }
        Buffer first = pieces.get(next);
        int last = next + 1;
        long length = first.length();
        while (last < pieces.size() && length + pieces.get(last).length() <= MOST_AT_ONCE) {
            length += pieces.get(last).length();
            last++;
        }
        reader.piece = forgotten + last;
        reader.bytes += length;
        if (last == next + 1) {
            return first;
        }
        Buffer joined = Buffer.buffer((int) length);
        pieces.subList(next, last).forEach(joined::appendBuffer);
        return joined;
    }

    /** All of it. */
    Buffer all() {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        Buffer all = Buffer.buffer((int) held);
        pieces.forEach(all::appendBuffer);
        return all;
    }

    /** What is before all of these readers is forgotten. */
    void forgetBefore(List<Place> readers) {
        int first = readers.stream().mapToInt(reader -> reader.piece).min().orElse(pieces());
        int many = first - forgotten;
        if (many > 0) {
            List<Buffer> read = pieces.subList(0, many);
            held -= read.stream().mapToLong(Buffer::length).sum();
            read.clear();
            forgotten = first;
        }
    }
}
