package dev.parley.gateway.http.auth;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/**
 * Takes keys out of whatever is logged. We log none; but the framework, asked for its debug messages, tells of targets as
 * they came, before {@link PathKey} has seen them.
 */
@LoggingFilter(name = "no-secrets")
public final class SecretFreeLogs implements Filter {

    @Override
    public boolean isLoggable(LogRecord logged) {
        ExtLogRecord message = ExtLogRecord.wrap(logged);
        String text = message.getFormattedMessage();
        if (text != null && Redaction.isNeeded(text)) {
            logged.setParameters(null);
            if (logged instanceof ExtLogRecord record) {
                record.setMessage(Redaction.of(text), FormatStyle.NO_FORMAT);
            } else {
                logged.setMessage(Redaction.of(text));
            }
        }
        return true;
    }
}
