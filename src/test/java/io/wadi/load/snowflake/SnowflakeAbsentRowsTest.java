package io.wadi.load.snowflake;

import io.wadi.load.duckdb.AbsentRowsTest;
import io.wadi.load.duckdb.MergedItems;
import io.wadi.model.LoadJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The same as in DuckDB. */
class SnowflakeAbsentRowsTest extends AbsentRowsTest {
    private final List<Account> accounts = new ArrayList<>();

    @AfterEach
    void close() {
        accounts.forEach(Account::close);
    }

    @Override
    protected MergedItems open(Path folder) {
        Account account = new Account(folder);
        accounts.add(account);
        return new MergedItems() {
            @Override
            public void load(LoadJob... jobs) {
                account.load(jobs);
            }

            @Override
            public List<String> items() {
                return account.rows("SELECT A, B, _DLT_ID FROM DATA.ITEMS ORDER BY 1, 2, 3");
            }

            @Override
            public List<String> elements() {
                return account.rows("SELECT VALUE, _DLT_ROOT_ID FROM DATA.ITEMS__L ORDER BY 1, 2");
            }
        };
    }
}
