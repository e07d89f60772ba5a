package io.wadi.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Everything that anybody logs while this is open, with the root of both logging systems at their finest level. */
public final class LoggedAtTrace implements AutoCloseable {
    private final StringBuffer text = new StringBuffer();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final java.util.logging.Logger other = LogManager.getLogManager().getLogger("");
    private final java.util.logging.Logger server = java.util.logging.Logger.getLogger("com.sun.net.httpserver");
    private final java.util.logging.Level otherBefore = other.getLevel();
    private final List<Appender<ILoggingEvent>> detached = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            line(event.getLoggerName(), event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .append('\n');
            }
        }
    };
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord event) {
            line(event.getLoggerName(), new SimpleFormatter().formatMessage(event));
            if (event.getThrown() != null) {
                StringWriter trace = new StringWriter();
                event.getThrown().printStackTrace(new PrintWriter(trace));
                text.append(trace).append('\n');
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public LoggedAtTrace() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        // What goes to the terminal otherwise would be in the way.
        root.iteratorForAppenders().forEachRemaining(detached::add);
        detached.forEach(root::detachAppender);
        // The logs of the servers that tests start are no logs of ours.
        server.setLevel(java.util.logging.Level.OFF);
        ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("org.apache.sshd")).setLevel(Level.OFF);
        root.setLevel(Level.TRACE);
        root.addAppender(appender);
        handler.setLevel(java.util.logging.Level.ALL);
        other.setLevel(java.util.logging.Level.ALL);
        other.addHandler(handler);
    }

    private void line(String logger, String message) {
        text.append(logger).append(": ").append(message).append('\n');
    }

    public String text() {
        return text.toString();
    }

    @Override
    public void close() {
        other.removeHandler(handler);
        other.setLevel(otherBefore);
        root.detachAppender(appender);
        detached.forEach(root::addAppender);
        root.setLevel(before);
    }
}
