package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeUrlTest {
    private static final SafeUrl PLAIN = new SafeUrl(Optional.of("k€y"), false);

    @Test
    void neitherUserNorFragmentNorSecretValuesAreTold() {
        assertThat(PLAIN.of(URI.create("https://ann:pw@h:8/p?page=2&api%5Fkey=s&token=t&k%E2%82%ACy=u&sig=v#f")))
                .isEqualTo("https://h:8/p?page=2&api%5Fkey=***&token=***&k%E2%82%ACy=***&sig=***");
    }

    @Test
    void whatMayBeOfARecordIsLeftOutWhereRecordsAreMasked() {
        assertThat(SafeUrl.DISCREET.of(URI.create("https://h/p?page=2&all=true&after=ann@example.com&bob@example.com")))
                .isEqualTo("https://h/p?page=2&all=true&after=***&***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h/p?page=2", "/p?page=2", "?page=2", "bWFyaw==", "12"})
    void linksAndTokensAreKept(String told) {
        assertThat(PLAIN.mayKeep(told)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:pw@h/p",
                "https://h/p?token=t",
                "/p?access_token=t",
                "?page=2&sig=s",
                "/p?q=a b",
                "://?"
            })
    void whatHasASecretOrCannotBeReadIsNot(String told) {
        assertThat(PLAIN.mayKeep(told)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/p?after=ann@example.com", "ann@example.com", "?ann"})
    void norIsWhatMayBeOfARecordWhereRecordsAreMasked(String told) {
        assertThat(SafeUrl.DISCREET.mayKeep(told)).isFalse();
    }
}
