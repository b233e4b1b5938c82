package dev.parley.simulatednode.journal;

import dev.parley.simulatednode.exchange.Reply;
import dev.parley.simulatednode.exchange.Request;
import dev.parley.simulatednode.time.NodeTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests of a node. */
public final class Journal {

    /** Requests kept; what is older is forgotten. */
    public static final int MOST = 1_000;

    /** Bytes of request bodies kept, so that a load test with large prompts does not fill the memory. */
    private static final long MOST_BODY_BYTES = 64L << 20;

    private final NodeTime time;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bodyBytes;
    private long numbers;
    private int running;
    private int streaming;

    public Journal(NodeTime time) {
        this.time = time;
    }

    /** Opens the entry of a request; the reply through it is noted. */
    public Entry open(Request request, String model, Reply socket) {
        Entry entry = new Entry(++numbers, request, model, time, socket, this);
        running++;
        entries.addLast(entry);
        bodyBytes += entry.bodyLength();
        while (entries.size() > MOST || bodyBytes > MOST_BODY_BYTES && entries.size() > 1) {
            bodyBytes -= entries.removeFirst().bodyLength();
        }
        return entry;
    }

    /** Oldest first. */
    public List<ReceivedRequest> requests() {
        return entries.stream().map(Entry::snapshot).toList();
    }

    void opened() {
        streaming++;
    }

    void ended(boolean streamed) {
        running--;
        streaming -= streamed ? 1 : 0;
    }

    /** Requests that are not answered to their end. */
    public int running() {
        return running;
    }

    /** Those of them that have sent their headers. */
    public int streaming() {
        return streaming;
    }

    /** Forgets all entries; numbers go on. */
    public void clear() {
        entries.clear();
        bodyBytes = 0;
    }
}
