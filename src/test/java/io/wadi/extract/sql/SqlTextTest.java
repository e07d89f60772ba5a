package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a >= {cursor.start} AND a < {now} | a >= ? AND a < ? | cursor.start now",
                "a = '{today}' -- {now}            | a = '{today}' -- {now} | ``",
                "/* {cursor.start} */ a = {today}  | /* {cursor.start} */ a = ? | today",
                "a = 'it''s' AND b = {now}         | a = 'it''s' AND b = ? | now",
                "a = E'it\\'s' AND b = {now}       | a = E'it\\'s' AND b = ? | now",
                "a = $$'$$ AND b = {now}           | a = $$'$$ AND b = ? | now",
                "a = $t$ $$ ' $t$ AND b = {now}    | a = $t$ $$ ' $t$ AND b = ? | now",
                "\"{now}\" = {now}                 | \"{now}\" = ? | now",
                "j ? 'a?' AND b = {now}            | j ?? 'a?' AND b = ? | now",
                "j @? '$.a' -- isn't it?           | j @?? '$.a' -- isn't it? | ``",
                "a = ${today}                      | a = ${today} | ``",
                "a = '{1,2}' AND b = {other}       | a = '{1,2}' AND b = {other} | ``",
            })
    void placeholdersOfCodeAreParameters(String sql, String marked, String names) {
        SqlText text = SqlText.parse(sql);
        assertThat(text.marked(Dialect.POSTGRESQL)).isEqualTo(marked);
        assertThat(text.names()).isEqualTo(names.isEmpty() ? List.of() : List.of(names.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = {cursor.strat}      | {cursor.strat} is no placeholder",
                "a = {window.begin}      | {window.begin} is no placeholder",
                "a = '{cursor.start}'    | {cursor.start} stands in quotes, where it would be nothing but text",
                "a = '%{window.start}%'  | {window.start} stands in quotes, where it would be nothing but text",
                "a = $$ {window.next} $$ | {window.next} stands in quotes, where it would be nothing but text",
            })
    void thoseThatWouldNotBeOneAreRefused(String sql, String what) {
        assertThatThrownBy(() -> SqlText.parse(sql))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(e -> assertThat(((ConfigurationFailure) e).problems())
                        .extracting(Explanation::what)
                        .containsExactly(what));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT ';'", "SELECT ';';", "SELECT ';' ; ", "SELECT ';';\n;"})
    void whatEndsAStatementIsNoPartOfAnother(String sql) {
        assertThat(SqlText.parse(sql).inner().marked(Dialect.OTHER)).isEqualTo("SELECT ';'");
    }

    @Test
    void commentsMayFollowIt() {
        assertThat(SqlText.parse("SELECT 1; -- one\n; /* ; */ ").inner().marked(Dialect.OTHER))
                .isEqualTo("SELECT 1-- one/* ; */");
    }

    @Test
    void aLongTextDoesNotOverflowTheStack() {
        String sql = "a = '" + "it''s ".repeat(100_000) + "' AND b = E'" + "\\'".repeat(100_000) + "' AND c = {now}";
        assertThat(SqlText.parse(sql).names()).containsExactly("now");
    }
}
