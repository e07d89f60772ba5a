package io.wadi.server.clock;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;

/** What Quartz calls when it is time; its name is in the tables of a cluster. */
public final class Bell implements Job {
    static final String CLOCK = "wadi";
    static final String DEPLOYMENT = "deployment";
    static final String AT = "at";

    @Override
    public void execute(JobExecutionContext rings) throws JobExecutionException {
        try {
            JobDataMap data = rings.getMergedJobDataMap();
            QuartzClock clock = (QuartzClock) rings.getScheduler().getContext().get(CLOCK);
            requireNonNull(clock).rang(new Ring(data.getString(DEPLOYMENT), Instant.parse(data.getString(AT))));
        } catch (SchedulerException e) {
            throw new JobExecutionException(e);
        }
    }
}
