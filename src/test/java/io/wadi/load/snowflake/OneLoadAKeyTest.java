package io.wadi.load.snowflake;

import static io.wadi.load.duckdb.Packages.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.load.duckdb.Packages;
import io.wadi.model.Deadline;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of loads at Snowflake, in receipts of today and of older datasets. */
class OneLoadAKeyTest {
    @TempDir
    private Path directory;

    private Account account;

    @BeforeEach
    void anEmptyAccount() {
        account = new Account(directory);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void isFoundUnderItAndOnlyThere() {
        Packages.oneLoadAKey(account.destination());
    }

    @Test
    void receiptsOfOlderDatasetsAreCompleted() {
        account.load(numbers(1));
        try (SnowflakeSession session =
                new Connecting(account.settings()).open(QueryTag.of(Map.of()), Deadline.none())) {
            session.update("ALTER TABLE \"DATA\".\"_WADI_RECEIPTS\" DROP COLUMN \"INPUT_HASH\"");
        }
        assertThat(account.destination().keyed("shop", "data", "key of 1.5", Deadline.none()))
                .hasValueSatisfying(load -> assertThat(load.input()).isEmpty());

        account.load(numbers(2));

        assertThat(account.rows("SELECT LOAD_ID, INPUT_HASH FROM DATA._WADI_RECEIPTS ORDER BY 1"))
                .containsExactly("1.5,null", "2.5,");
    }
}
