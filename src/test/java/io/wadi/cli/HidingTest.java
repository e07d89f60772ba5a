package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.config.Secrets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HidingTest {
    @Test
    void aSecretIsHiddenFromWhenItIsAskedFor() {
        Secrets secrets =
                Secrets.ofEnvironment(Map.of("SHOP_PASSWORD", "first-of-them", "SHOP_TOKEN", "second-of-them"));
        Hiding hiding = new Hiding(secrets);
        String text = "with first-of-them and second-of-them";

        assertThat(hiding.of(text)).isEqualTo(text);
        secrets.find("shop", "password");
        assertThat(hiding.of(text)).doesNotContain("first-of-them").contains("second-of-them");
        secrets.find("shop", "token");
        assertThat(hiding.of(text)).doesNotContain("second-of-them");
    }
}
