package io.wadi.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.wadi.camel.RouteLog;
import io.wadi.flow.run.Voice;
import java.util.Optional;

/**
 * Gives what is logged in a run to that run. What routes log where there is none is printed. Named in logback.xml, which
 * decides what is logged at all.
 */
public final class RunLog extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
        boolean ofRoute = event.getLoggerName().startsWith(RouteLog.NAME);
        Optional<Voice> voice = Voice.current();
        if (voice.isPresent() && (ofRoute || event.getLevel().isGreaterOrEqual(Level.INFO))) {
            voice.get().say(new Voice.Line(level(event), text(event, ofRoute), ofRoute));
        } else if (ofRoute) {
            System.err.print(new LogLine().doLayout(event));
        }
    }

    private static String level(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.INFO) ? event.getLevel().toString() : "INFO";
    }

    /** What was raised is named and no more: its message may quote the data. */
    private static String text(ILoggingEvent event, boolean ofRoute) {
        String name = event.getLoggerName();
        String who = !ofRoute
                ? name + ": "
                : name.length() > RouteLog.NAME.length() ? name.substring(RouteLog.NAME.length() + 1) + ": " : "";
        String raised = event.getThrowableProxy() == null
                ? ""
                : " (" + event.getThrowableProxy().getClassName() + ")";
        return who + event.getFormattedMessage() + raised;
    }
}
