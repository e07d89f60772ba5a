package io.wadi.flow.schedule;

import static java.util.Objects.requireNonNull;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Local times of a zone, by a cron of five fields as in Unix or of six as in Quartz. cron-utils says which local times
 * there are, as if no clock were ever changed; what becomes of them when one is, is said here:
 *
 * <ul>
 *   <li>a time that a change leaves out is due at the first instant after the gap, once; the times of a cron that
 *       names every hour are left out with the hour, for the next hour has its own
 *   <li>a time that comes twice is due the first time; those of a cron that names every hour, both times
 * </ul>
 */
public final class CronSchedule implements Schedule {
    private static final CronParser UNIX = parser(CronType.UNIX);
    private static final CronParser QUARTZ = parser(CronType.QUARTZ);

    private static final List<Boolean> FIRST = List.of(true);
    private static final List<Boolean> BOTH = List.of(true, false);

    private final String text;
    private final ZoneId zone;
    private final ExecutionTime times;
    private final boolean everyHour;

    private CronSchedule(String text, ZoneId zone, Cron cron) {
        this.text = requireNonNull(text);
        this.zone = requireNonNull(zone);
        times = ExecutionTime.forCron(cron);
        String hours = cron.retrieve(CronFieldName.HOUR).getExpression().asString();
        everyHour = List.of("*", "*/1", "0-23", "0/1").contains(hours);
    }

    /**
     * @throws IllegalArgumentException when it is no cron, or one that is never due; the message is for people and has
     *     no full stop
     */
    public static CronSchedule of(String text, ZoneId zone) {
        String trimmed = text.trim();
        int fields = trimmed.isEmpty() ? 0 : trimmed.split("\\s+").length;
        if (fields != 5 && fields != 6) {
            throw new IllegalArgumentException(
                    "a cron has five fields (minute, hour, day of month, month, day of week), or"
                            + " six that begin with the second");
        }
        Cron cron;
        try {
            cron = (fields == 5 ? UNIX : QUARTZ).parse(trimmed).validate();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
        CronSchedule schedule = new CronSchedule(trimmed, zone, cron);
        LocalDateTime start = LocalDateTime.of(2001, 1, 1, 0, 0);
        if (schedule.local(start).isEmpty()) {
            throw new IllegalArgumentException("no day is ever meant by it");
        }
        return schedule;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String words() {
        return CronDescriptor.instance(Locale.UK)
                .describe((text.split("\\s+").length == 5 ? UNIX : QUARTZ).parse(text));
    }

    public ZoneId zone() {
        return zone;
    }

    @Override
    public Optional<Instant> next(Instant after) {
        ZoneRules rules = zone.getRules();
        Instant best = Instant.MAX;
        for (Optional<LocalDateTime> time = local(begin(rules, after));
                time.isPresent() && due(rules, time.get(), true).isBefore(best);
                time = local(time.get())) {
            for (boolean first : everyHour ? BOTH : FIRST) {
                Instant due = due(rules, time.get(), first);
                boolean leftOut = everyHour && rules.getValidOffsets(time.get()).isEmpty();
                if (due.isAfter(after) && due.isBefore(best) && !leftOut) {
                    best = due;
                }
            }
        }
        return best.equals(Instant.MAX) ? Optional.empty() : Optional.of(best);
    }

    /** Where to look from: an hour that comes twice is looked at as a whole. */
    private LocalDateTime begin(ZoneRules rules, Instant after) {
        LocalDateTime here = LocalDateTime.ofInstant(after, zone);
        ZoneOffsetTransition change = rules.getTransition(here);
        return change == null ? here : change.getDateTimeAfter().minusSeconds(1);
    }

    private static Instant due(ZoneRules rules, LocalDateTime time, boolean first) {
        List<ZoneOffset> offsets = rules.getValidOffsets(time);
        return offsets.isEmpty()
                ? rules.getTransition(time).getInstant()
                : time.toInstant(offsets.get(first ? 0 : offsets.size() - 1));
    }

    /** The next one on a clock that is never changed. */
    private Optional<LocalDateTime> local(LocalDateTime after) {
        return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }

    private static CronParser parser(CronType type) {
        return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
    }

    private static String reason(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return message.replaceFirst("^Failed to parse (cron expression\\. |'.*'\\. )?", "")
                .replaceFirst("\\.$", "");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CronSchedule that && text.equals(that.text) && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, zone);
    }

    @Override
    public String toString() {
        return text + " " + zone;
    }
}
