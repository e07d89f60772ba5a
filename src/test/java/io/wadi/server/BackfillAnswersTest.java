package io.wadi.server;

import static io.wadi.server.Served.get;
import static io.wadi.server.Served.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.Stores;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackfillAnswersTest extends ServedTests {
    private static final String ALL = "/deployments/products/backfills";
    private static final String JANUARY = "\"from\": \"2026-01-01\", \"to\": \"2026-01-03\", \"every\": \"1d\"";

    @BeforeEach
    void join() {
        Stores.join(served.store, "node-1");
    }

    private JsonNode start(String more) {
        Answer.Document answer = ask(post(ALL, "{" + JANUARY + more + "}"));
        assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
        return answer.body();
    }

    private void end(RunState state) {
        Run run = served.store
                .queue()
                .claim("node-1", Optional.empty(), served.now)
                .orElseThrow();
        served.to(state, served.to(RunState.RUNNING, run));
    }

    @Test
    void aStretchBecomesRunsAndOneSeesHowFarTheyAre() {
        JsonNode would = start(", \"dryRun\": true");
        assertThat(would.at("/counts/added").asInt()).isEqualTo(3);
        assertThat(ask(get(ALL)).body().at("/backfills")).isEmpty();

        String id = start("").at("/id").asText();
        end(RunState.COMPLETED);
        end(RunState.FAILED);

        JsonNode one = ask(get(ALL + "/" + id)).body();
        assertThat(one.at("/from").asText() + one.at("/to").asText()).isEqualTo("2026-01-012026-01-04");
        assertThat(one.at("/states").toString()).isEqualTo("{\"Queued\":1,\"Completed\":1,\"Failed\":1}");
        assertThat(one.at("/endedAt").isNull()).isTrue();
        assertThat(one.at("/windows").findValuesAsText("state")).containsExactly("Completed", "Failed", "Queued");
        assertThat(ask(get(ALL)).body().at("/backfills").findValuesAsText("id")).containsExactly(id);
    }

    @Test
    void theSameAgainAddsWhatLacksAndAnotherKeyReadsAllOnceMore() {
        String id = start("").at("/id").asText();
        end(RunState.COMPLETED);
        end(RunState.FAILED);

        JsonNode again = start("");
        assertThat(again.at("/id").asText()).isEqualTo(id);
        assertThat(again.at("/counts").toString()).isEqualTo("{\"added\":0,\"again\":1,\"under way\":1,\"done\":1}");
        JsonNode other = start(", \"key\": \"masks mended\"");
        assertThat(other.at("/id").asText()).isNotEqualTo(id);
        assertThat(other.at("/counts/added").asInt()).isEqualTo(3);
        assertThat(ask(get(ALL)).body().at("/backfills")).hasSize(2);
        assertThat(start(", \"key\": \"a third\", \"onlyMissing\": true")
                        .at("/counts/done")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void oneThatIsStoppedBeginsNothingMoreUntilItIsTriedAgain() {
        String at = ALL + "/" + start("").at("/id").asText();
        end(RunState.COMPLETED);

        JsonNode stopped =
                ask(post(at + "/stop", "{\"reason\": \"wrong year\"}")).body();
        assertThat(stopped.at("/changed").asInt()).isEqualTo(2);
        assertThat(stopped.at("/endedAt").isNull()).isFalse();
        assertThat(served.store.queue().claim("node-1", Optional.empty(), served.now))
                .isEmpty();
        assertThat(ask(get(at)).body().at("/windows").findValuesAsText("reason"))
                .contains("stopped by api: wrong year");

        assertThat(ask(post(at + "/retry", "")).body().at("/changed").asInt()).isEqualTo(2);
        end(RunState.COMPLETED);
        end(RunState.COMPLETED);
        assertThat(ask(get(at)).body().at("/states").toString()).isEqualTo("{\"Completed\":3}");
    }

    @Test
    void whatCannotBeMeantIsSaidWithItsPlace() {
        JsonNode flaws = ask(post(ALL, "{\"from\": 3, \"form\": 1, \"parallel\": \"2\", \"dryRun\": 1}"))
                .body();
        assertThat(flaws.at("/errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/form", "/from", "/to", "/every", "/parallel", "/dryRun");
        assertThat(ask(post(ALL, "{\"from\": \"2026-02-01\", \"to\": \"2026-01-01\", \"every\": \"1d\"}"))
                        .body()
                        .toString())
                .contains("it ends before it begins");
        assertThat(ask(post("/deployments/prodcts/backfills", "{}")).body().toString())
                .contains("did you mean products?");
        assertThat(ask(get(ALL + "/0a1b")).status()).isEqualTo(404);
        assertThat(ask(get(ALL + "/%25")).status()).isEqualTo(404);
    }
}
