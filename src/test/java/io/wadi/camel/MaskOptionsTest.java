package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Mask;
import io.wadi.model.Mask.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks as routes say them: paths arrive as they are written. */
class MaskOptionsTest {
    @TempDir
    Path home;

    @Test
    void pathsArriveAsTheyAreWritten() {
        assertThat(masks("""
                        mask.**.email: hash
                        mask.a.*.b: "null"
                        mask."user.e mail".x: redact
                        mask.*na*me: partial
                        mask.%7B&+=: drop
                        mask: {born: truncate-date, '"c.d"': truncate-date:year, e: "truncate-date:month"}
                        """))
                .containsExactlyInAnyOrder(
                        new Mask("**.email", Kind.HASH),
                        new Mask("a.*.b", Kind.NULL),
                        new Mask("\"user.e mail\".x", Kind.REDACT),
                        new Mask("*na*me", Kind.PARTIAL),
                        new Mask("%7B&+=", Kind.DROP),
                        new Mask("born", Kind.TRUNCATE_MONTH),
                        new Mask("\"c.d\"", Kind.TRUNCATE_YEAR),
                        new Mask("e", Kind.TRUNCATE_MONTH));
    }

    @Test
    void theWordNullNeedsNoQuotes() {
        assertThat(masks("mask.a: null\nmask: {b: null}\n"))
                .containsExactlyInAnyOrder(new Mask("a", Kind.NULL), new Mask("b", Kind.NULL));
    }

    @Test
    void aUriMayHaveThem() {
        new Project(home)
                .pipeline()
                .source("- to: 'wadi-rest:r?url=http://127.0.0.1/&mask.**.email=hash&mask.\"a.b\"=null'\n");
        assertThat(registered())
                .containsExactlyInAnyOrder(new Mask("**.email", Kind.HASH), new Mask("\"a.b\"", Kind.NULL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mask.a: hahs          | mask.a is 'hahs'                                          | did you mean hash?",
                "mask.a: truncate      | mask.a is 'truncate'                                      | it is keep or truncate-date or truncate-date:year or partial or hash or redact or null or drop",
                "mask.a: truncatedate  | mask.a is 'truncatedate'                                  | did you mean truncate-date?",
                "mask.a..b: hash       | mask.a..b: a..b has an empty key in its path              |",
                "mask.a**: hash        | mask.a**: a** has ** beside other characters; it stands between points alone |",
                "mask.**: keep         | mask.**: keep is for one field, and ** is of many         |",
            })
    void whatIsWrongFailsTheStartAndNamesTheLine(String option, String what, String fix) {
        assertThatThrownBy(() -> masks(option + "\n")).isInstanceOfSatisfying(ConfigurationFailure.class, failure -> {
            Explanation problem = failure.problems().get(0);
            assertThat(problem.what()).isEqualTo(what);
            assertThat(problem.at()).contains("routes/sources/s.camel.yaml:10 (wadi-rest:r)");
            assertThat(problem.fix()).isEqualTo(Optional.ofNullable(fix));
        });
    }

    @Test
    void whatCannotBeMaskedIsToldWithItsLine() {
        assertThatThrownBy(() -> masks("""
                        primaryKey: id
                        cursor.path: at
                        column.seq.dedupSort: desc
                        column.gone.hardDelete: true
                        mask.*: partial
                        mask.a: hash
                        mask.$.a: drop
                        """))
                .isInstanceOfSatisfying(
                        ConfigurationFailure.class,
                        failure -> assertThat(failure.problems())
                                .extracting(Explanation::what)
                                .containsExactlyInAnyOrder(
                                        "mask.$.a is given twice, and differently",
                                        "mask.* is partial, and the same field is the cursor.path",
                                        "mask.* is partial, and id is a key",
                                        "mask.* is partial, and column.seq.dedupSort decides by its order",
                                        "mask.* is partial, and column.gone.hardDelete decides by its value"));
    }

    private List<Mask> masks(String options) {
        new Project(home).pipeline().source("""
                        - to:
                            uri: wadi-rest:r
                            parameters:
                              url: "http://127.0.0.1/"
                        """ + options.indent(6));
        return registered();
    }

    private List<Mask> registered() {
        return Stream.of(new Project(home).registered(Map.of()).resources().get(0))
                .flatMap(resource -> resource.hints().masks().stream())
                .toList();
    }
}
