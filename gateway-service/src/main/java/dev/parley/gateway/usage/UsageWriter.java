package dev.parley.gateway.usage;

import io.vertx.core.Future;
import org.jboss.logging.Logger;

/** Writes down what is in the book, one writing at a time. What could not be written stays in the book. */
public final class UsageWriter {

    private static final Logger LOG = Logger.getLogger(UsageWriter.class);

    private final UsageBook book;
    private final UsageStore store;
    private Future<Void> writing = Future.succeededFuture();
    private boolean away;

    public UsageWriter(UsageBook book, UsageStore store) {
        this.book = book;
        this.store = store;
    }

    /** Writes what there is, unless a writing is under way. Never fails. */
    public synchronized Future<Void> write() {
        if (writing.isComplete()) {
            writing = writeOnce();
        }
        return writing;
    }

    /** Writes everything: also what was noted during a writing that is under way. Never fails. */
    public Future<Void> writeAll() {
        return write().compose(done -> book.size() == 0 || away ? Future.succeededFuture() : write());
    }

    private Future<Void> writeOnce() {
        if (book.size() == 0) {
            return Future.succeededFuture();
        }
        return store.add(book.take()).onSuccess(done -> written()).otherwise(this::notWritten);
    }

    private void written() {
        book.written();
        if (away) {
            away = false;
            LOG.info("usage is written down again");
        }
    }

    private Void notWritten(Throwable cause) {
        book.notWritten();
        if (!away) {
            away = true;
            LOG.warnf("usage cannot be written down and is kept lines=%d reason=%s", book.size(), cause.getMessage());
        }
        return null;
    }
}
