package io.wadi.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.run.Voice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A line of the log, with the run and the pipeline that it is about. Named in logback.xml. */
public final class LogLine extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final LogFormat format;

    public LogLine() {
        this(LogFormat.inForce());
    }

    LogLine(LogFormat format) {
        this.format = format;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        Instant at = Instant.ofEpochMilli(event.getTimeStamp());
        String trace = event.getThrowableProxy() == null || isTerse(event.getLoggerName())
                ? ""
                : ThrowableProxyUtil.asString(event.getThrowableProxy());
        if (format == LogFormat.JSON) {
            ObjectNode line = json(at, event.getLevel().toString(), event.getFormattedMessage());
            line.put("logger", event.getLoggerName());
            if (!trace.isEmpty()) {
                line.put("trace", trace);
            }
            return line + System.lineSeparator();
        }
        return String.format(
                Locale.ROOT,
                "%s %-5s %s%s - %s%n%s",
                AT.format(at),
                event.getLevel(),
                Voice.current().map(voice -> voice.brief() + " ").orElse(""),
                event.getLoggerName(),
                event.getFormattedMessage(),
                trace);
    }

    /** Of a store that is down its pools say the same again and again, with traces that say no more than their message. */
    private static boolean isTerse(String logger) {
        return logger.startsWith("com.zaxxer.hikari") || logger.startsWith("org.quartz");
    }

    /** What is said on the way, for programs. */
    static ObjectNode json(Instant at, String level, String text) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("at", AT.format(at)).put("level", level);
        Voice.current().ifPresent(voice -> line.put("run", voice.run()).put("pipeline", voice.pipeline()));
        return line.put("text", text);
    }
}
