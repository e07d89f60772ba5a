package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.config.Secrets;
import io.wadi.server.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensInForceTest {
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private final TokensInForce tokens =
            new TokensInForce(Tokens.NONE, () -> Secrets.ofEnvironment(environment), log::add);

    private int with(String entries) {
        environment.put("API_TOKENS", entries);
        tokens.look();
        return tokens.get().all().size();
    }

    @Test
    void aNewTokenHoldsAtOnceAndASlipLeavesThoseBefore() {
        String hash = "a".repeat(64);
        assertThat(with("ci:operator:" + hash)).isEqualTo(1);
        assertThat(with("ci:operator:" + hash + ",bo:viewer:" + hash)).isEqualTo(2);
        assertThat(with("ci:operator")).isEqualTo(2);
        assertThat(with("ci:operator")).isEqualTo(2);
        assertThat(with("")).as("nobody is let in without one").isEqualTo(2);
        assertThat(log).hasSize(2).first().asString().contains("token 1 is not NAME:ROLE:HASH");
        assertThat(with("bo:viewer:" + hash)).isEqualTo(1);
    }
}
