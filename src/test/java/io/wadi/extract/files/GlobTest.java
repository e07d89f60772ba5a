package io.wadi.extract.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "data/*.csv,data/,a.csv,true",
        "data/*.csv,data/,b/a.csv,false",
        "data/*.csv,data/,.a.csv,false",
        "data/*.csv,data/,aXcsv,false",
        "data/**/*.csv,data/,a.csv,true",
        "data/**/*.csv,data/,x/y/a.csv,true",
        "data/**/*.csv,data/,x/.git/a.csv,false",
        "data/x.csv,data/,x.csv,true",
        "x.csv,'',x.csv,true",
        "/a b/o?.[jc]s*,/a b/,o1.csv,true",
        "d/[!a]*,d/,abc,false",
        "d/[!a]*,d/,bcd,true",
        "'d/*.{csv,json}.gz',d/,x.json.gz,true",
        "'d/*.{csv,json}.gz',d/,x.xml.gz,false",
        "d/a+(1).csv,d/,a+(1).csv,true",
        "d/2024-*/x/*.csv,d/,2024-01/x/a.csv,true",
    })
    void wildcardsMatchAsInAShell(String path, String root, String name, boolean matches) {
        Glob glob = Glob.parse(path);
        assertThat(glob.root()).isEqualTo(root);
        assertThat(glob.matches(name)).isEqualTo(matches);
    }

    @Test
    void foldersThatCannotMatchAreNotVisited() {
        assertThat(Glob.parse("d/*.csv").depth()).isEqualTo(1);
        assertThat(Glob.parse("d/*/x/*.csv").depth()).isEqualTo(3);
        assertThat(Glob.parse("d/**/*.csv").depth()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "data/", "d/{a,b", "d/[z-a].csv"})
    void whatIsNoPatternIsRefused(String path) {
        assertThatThrownBy(() -> Glob.parse(path)).isInstanceOf(IllegalArgumentException.class);
    }
}
