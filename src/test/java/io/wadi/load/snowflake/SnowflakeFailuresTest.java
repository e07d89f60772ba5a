package io.wadi.load.snowflake;

import static io.wadi.load.duckdb.Packages.ID;
import static io.wadi.load.duckdb.Packages.append;
import static io.wadi.load.duckdb.Packages.numbers;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.load.duckdb.MemoryPart;
import io.wadi.load.snowflake.SnowflakeSettings.Login;
import io.wadi.model.Base;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.LoadPackage;
import io.wadi.model.StalePackage;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.snowflake.Faults.Side;
import io.wadi.snowflake.Said;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong, in words for people: what to do, and whether trying again helps. */
@Tag("exhaustive")
class SnowflakeFailuresTest {
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
    void aKeyIsChecked() throws Exception {
        KeyPair right = pair();
        KeyPair wrong = pair();
        account.server().user(Account.USER, right.getPublic());

        assertThat(base(new Login.Keys(List.of(right.getPrivate())))).isEqualTo(Base.NONE);
        terminal(
                () -> base(new Login.Keys(List.of(wrong.getPrivate()))),
                "does not know the key of user SVC_WADI",
                "ALTER USER SVC_WADI SET RSA_PUBLIC_KEY");
    }

    /** At Snowflake the user has one of the two, and then the other. */
    @Test
    void keysAreRotatedWithoutAGap() throws Exception {
        KeyPair old = pair();
        KeyPair fresh = pair();
        Login both = new Login.Keys(List.of(old.getPrivate(), fresh.getPrivate()));

        account.server().user(Account.USER, old.getPublic());
        assertThat(base(both)).isEqualTo(Base.NONE);
        account.server().user(Account.USER, fresh.getPublic());
        assertThat(base(both)).isEqualTo(Base.NONE);
    }

    @Test
    void aPasswordIsChecked() {
        terminal(() -> base(new Login.Password("hunter2")), "refuses user SVC_WADI or its password", "key pair");
    }

    @Test
    void aNetworkPolicyRefuses() {
        account.server().faults().refuseLogins(true);
        terminal(() -> base(account.settings().login()), "network policy of account TESTACCOUNT", "allowed");
    }

    @Test
    void aDatabaseIsMissing() {
        SnowflakeSettings right = account.settings();
        SnowflakeSettings wrong = new SnowflakeSettings(
                right.url(), right.account(), right.user(), right.role(), right.warehouse(), "NOWHERE", right.login());
        terminal(
                () -> account.destination(wrong).base("shop", "data", "source", Deadline.none()),
                "database NOWHERE does not exist, or role LOADER may not use it",
                "GRANT USAGE ON DATABASE NOWHERE TO ROLE LOADER");
    }

    @Test
    void theWarehouseIsSuspended() {
        account.load(numbers(1));
        account.server().faults().suspendWarehouse(true);
        terminal(() -> account.load(numbers(2)), "warehouse LOADING is suspended", "AUTO_RESUME");
    }

    @Test
    void rightsAreMissing() {
        account.load(numbers(1));
        account.server().faults().deny("^CREATE TABLE", "schema 'DATA'");
        Failure failure = terminal(
                () -> account.load(append(table("others"))),
                "role LOADER lacks a right",
                "GRANT USAGE, CREATE TABLE, CREATE STAGE ON SCHEMA DATA TO ROLE LOADER");
        assertThat(failure.explanation().at()).contains("table data.others");
    }

    /** Nothing is stale then: nobody has loaded, and the package waits. */
    @Test
    void ofATransactionThatNobodyEndsItsLoadIsNamedAndTheStatementThatEndsIt() {
        account.load(numbers(1));
        account.server().faults().cut("^COPY INTO", Side.AFTER);
        LoadPackage second = account.next(numbers(2));
        passing(() -> account.destination().load(second, Deadline.none()));
        account.server().faults().mend();

        Failure failure = passing(() -> account.destination().load(second, Deadline.none()));
        assertThat(failure).isNotInstanceOf(StalePackage.class);
        assertThat(failure.explanation().what()).contains("another transaction holds", "WADI_SHOP_2_5 since 20");
        assertThat(failure.explanation().fix())
                .hasValueSatisfying(fix -> assertThat(fix)
                        .containsPattern("SELECT SYSTEM\\$ABORT_TRANSACTION\\(\\d{19}\\); -- WADI_SHOP_2_5"));

        account.server().expireSessions();
        assertThat(account.destination().load(second, Deadline.none()).already())
                .isFalse();
        assertThat(account.rows("SELECT N FROM DATA.ITEMS ORDER BY N")).containsExactly("1", "2");
    }

    /** The driver would try for half a minute to say that it goes. */
    @Test
    void closingDoesNotWaitForANetworkThatIsGone() {
        account.load(numbers(1));
        SnowflakeSettings usual = account.settings();
        SnowflakeSettings patient = new SnowflakeSettings(
                account.server().url() + "?ssl=off&maxHttpRetries=1",
                usual.account(),
                usual.user(),
                usual.role(),
                usual.warehouse(),
                usual.database(),
                usual.login());
        account.server().faults().cut("^COPY INTO", Side.BEFORE);
        LoadPackage second = account.next(numbers(2));
        long before = System.nanoTime();
        passing(() -> account.destination(patient).load(second, Deadline.none()));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(account.server().statements())
                .extracting(Said::sql)
                .as("nothing more is asked")
                .doesNotContain("ROLLBACK");
    }

    @Test
    void valuesAreNotQuoted() {
        account.load(append(table("items", Column.nullable("n", DataType.BIGINT))));
        Column text = Column.nullable("n", DataType.TEXT);
        Failure failure = terminal(
                () -> account.load(
                        append(table("items", text), MemoryPart.of(List.of(text, ID), new Object[] {"hunter2", "id"}))),
                "a value does not fit its column",
                "hint another type");
        assertThat(failure.explanation().toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"BIGINT,DOUBLE,'NUMBER(19,0)',FLOAT", "DATE,TIMESTAMP,DATE,TIMESTAMP_LTZ"})
    void aColumnThatWouldCutItsValuesTakesNone(DataType is, DataType values, String stored, String wanted) {
        account.load(append(table("items", Column.nullable("n", is))));

        terminal(
                () -> account.load(append(table("items", Column.nullable("n", values)))),
                "column n of data.items is " + stored + " at the destination, and its values are " + wanted,
                "ALTER TABLE \"DATA\".\"ITEMS\" RENAME COLUMN \"N\" TO \"N_WAS\"");
        assertThat(account.rows("SELECT COUNT(*) FROM DATA._DLT_LOADS")).containsExactly("1");
    }

    @Test
    void aConnectionThatIsLostMayComeBack() {
        account.load(numbers(1));
        account.server().faults().cut("^COPY", Side.AFTER);
        passing(() -> account.load(numbers(2)));
        account.server().faults().mend();
        assertThat(account.rows("SELECT N FROM DATA.ITEMS")).containsExactly("1");
    }

    @Test
    void everyKindOfFailureHasItsWords() {
        for (Login login : List.of(new Login.Password("hunter2"))) {
            assertThat(login.toString()).doesNotContain("hunter2");
        }
        assertThat(account.settings().toString()).doesNotContain("secret");
    }

    private Base base(Login login) {
        return account.destination(account.settings(login)).base("shop", "data", "source", Deadline.none());
    }

    private static Failure terminal(ThrowingCallable call, String what, String fix) {
        Failure failure = catchThrowableOfType(TerminalFailure.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.explanation().what()).contains(what);
        assertThat(failure.explanation().fix())
                .hasValueSatisfying(advice -> assertThat(advice).contains(fix));
        return failure;
    }

    private static Failure passing(ThrowingCallable call) {
        Failure failure = catchThrowableOfType(TransientFailure.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static KeyPair pair() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
