package io.wadi.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Tally;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.Stations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What listeners are told of a run, tick by tick. */
class FeedTest extends ServedTests {
    private static final class Ear implements Listener {
        private final List<String> heard = new ArrayList<>();
        private boolean ready = true;
        private boolean ended;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public boolean isGone() {
            return ended;
        }

        @Override
        public void tell(String event) {
            heard.add(event);
        }

        @Override
        public void end() {
            ended = true;
        }

        /** Kinds and ids of what was heard since the last time. */
        List<String> news() {
            List<String> news = heard.stream()
                    .map(event -> event.replaceAll("(?s)\ndata:.*", "").replaceAll("(id: |\n?event:)", ""))
                    .map(String::strip)
                    .toList();
            heard.clear();
            return news;
        }
    }

    private Run run;
    private Feed feed;
    private final Ear ear = new Ear();

    @BeforeEach
    void aRun() {
        run = served.run();
        feed = new Feed(served.store, run.id());
    }

    private void listen(Ear listener, Position from) {
        feed.add(listener, from);
        feed.tick();
    }

    @Test
    void everyStateIsToldOnceAndLinesBetween() {
        listen(ear, Position.START);
        assertThat(ear.news()).containsExactly("1-0 state", "progress");
        run = served.to(RunState.RUNNING, served.to(RunState.PENDING, run));
        served.log(run.id(), 1, 2);
        feed.tick();
        assertThat(ear.news()).containsExactly("2-0 state", "3-0 state", "3-1 log", "3-2 log", "progress");
        feed.tick();
        assertThat(ear.news()).isEmpty();
    }

    @Test
    void progressAndRowsAreToldWhenTheyChange() {
        run = served.to(RunState.RUNNING, served.to(RunState.PENDING, run));
        listen(ear, Position.START);
        ear.news();
        served.store
                .runs()
                .tell(
                        run.id(),
                        "node-1",
                        new Tally(Duration.ZERO, "extract", 7, 0, 0, Duration.ZERO, 0, Optional.empty()));
        feed.tick();
        assertThat(ear.heard).hasSize(1).first().asString().contains("event: progress", "\"records\":7");
        ear.news();
        served.store
                .runs()
                .ended(
                        run.id(),
                        new RunBook.Ending(1, served.now, Optional.of("{}"), Optional.empty()),
                        List.of(new RunBook.TableRows("products", 7, 0, true, List.of("id"))));
        served.to(RunState.COMPLETED, run);
        feed.tick();
        assertThat(ear.heard).hasSize(2);
        assertThat(ear.heard.get(1)).contains("event: rows", "{\"name\":\"products\",\"rows\":7");
    }

    @Test
    void rowsThatAreReadyAreToldWhileTheRunGoesOn() {
        run = served.to(RunState.RUNNING, served.to(RunState.PENDING, run));
        listen(ear, Position.START);
        ear.news();
        Stations.Stretch extract = new Stations.Stretch(1, "extract", served.now, served.now.plusSeconds(2));
        served.store.stations().tell(run.id(), "node-1", 1, List.of(extract), Map.of("products", 7L));
        served.store
                .runs()
                .tell(
                        run.id(),
                        "node-1",
                        new Tally(Duration.ZERO, "extract", 9, 0, 0, Duration.ZERO, 0, Optional.empty()));
        feed.tick();
        assertThat(ear.heard).hasSize(2);
        assertThat(ear.heard.get(1))
                .contains("event: stations", "\"station\":\"extract\"", "\"packed\":{\"products\":7}");
        ear.news();
        served.store.stations().tell(run.id(), "somebody-else", 1, List.of(extract), Map.of("products", 8L));
        assertThat(served.store.stations().packed(run.id())).containsEntry("products", 7L);
        feed.tick();
        assertThat(ear.news()).isEmpty();
    }

    @Test
    void whoeverComesBackGoesOnWhereItWas() {
        served.log(run.id(), 1, 3);
        listen(ear, Position.of("1-2").orElseThrow());
        assertThat(ear.news()).containsExactly("1-3 log", "progress");
    }

    @Test
    void itEndsAfterTheLastLinesNotBefore() {
        run = served.to(RunState.COMPLETED, served.to(RunState.RUNNING, served.to(RunState.PENDING, run)));
        listen(ear, Position.START);
        served.log(run.id(), 1, 1);
        feed.tick();
        assertThat(ear.news()).endsWith("4-1 log");
        for (int i = 1; i < Feed.PATIENCE; i++) {
            assertThat(feed.tick()).isTrue();
            assertThat(ear.ended).isFalse();
        }
        assertThat(feed.tick()).isFalse();
        assertThat(ear.ended).isTrue();
    }

    @Test
    void aSlowListenerLosesNothingOfAPageAndIsToldOfAGapBeyond() {
        listen(ear, Position.START);
        ear.news();
        ear.ready = false;
        served.log(run.id(), 1, 10);
        feed.tick();
        assertThat(ear.news()).isEmpty();
        ear.ready = true;
        feed.tick();
        assertThat(ear.news()).hasSize(10);

        ear.ready = false;
        served.log(run.id(), 11, 11 + Feed.PAGE);
        feed.tick();
        ear.ready = true;
        feed.tick();
        assertThat(ear.heard).hasSize(1).first().asString().contains("{\"after\":10,\"to\":" + (11 + Feed.PAGE) + "}");
        assertThat(ear.news()).containsExactly("1-" + (11 + Feed.PAGE) + " gap");
    }

    @Test
    void aNewcomerIsToldAllAndAFastOneIsNotHeldUp() {
        served.log(run.id(), 1, Feed.PAGE);
        listen(ear, Position.of("1-" + Feed.PAGE).orElseThrow());
        ear.news();
        Ear late = new Ear();
        listen(late, Position.START);
        served.log(run.id(), Feed.PAGE + 1, Feed.PAGE + 1);
        feed.tick();
        assertThat(ear.news()).containsExactly("1-" + (Feed.PAGE + 1) + " log");
        assertThat(late.news()).hasSize(Feed.PAGE + 3).endsWith("1-" + (Feed.PAGE + 1) + " log");
    }

    @Test
    void silenceIsBrokenByAComment() {
        listen(ear, Position.START);
        ear.news();
        for (int i = 1; i < Feed.SILENCE; i++) {
            feed.tick();
        }
        assertThat(ear.heard).isEmpty();
        feed.tick();
        assertThat(ear.heard).containsExactly(": still here\n\n");
    }

    @Test
    void whoeverHasLeftIsForgotten() {
        listen(ear, Position.START);
        ear.ended = true;
        assertThat(feed.tick()).isFalse();
        assertThat(feed.size()).isZero();
    }
}
