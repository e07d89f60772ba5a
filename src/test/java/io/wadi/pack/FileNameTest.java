package io.wadi.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNameTest {
    private static final List<String> HOSTILE = List.of(
            "..",
            ".",
            "../../etc/passwd",
            "/etc/passwd",
            "C:\\windows",
            "a\0b",
            "a\nb",
            "~root",
            "-rf",
            "a b",
            "Über/größe",
            "日本語",
            "\ud83d\ude00".repeat(60),
            "x".repeat(79) + "\ud83d\ude00",
            "\ud800",
            "a".repeat(65_536),
            "a".repeat(65_535) + "b",
            "A",
            "$(rm -rf x)",
            "con",
            "",
            " ");

    @TempDir
    Path directory;

    @Test
    void plainNamesStayAsTheyAre() {
        assertThat(FileName.of("orders__lines-2")).isEqualTo("orders__lines-2");
        assertThat(FileName.of("a".repeat(80))).hasSize(80);
    }

    @Test
    void hostileNamesAreFilesOfTheDirectoryAndAllDifferent() throws IOException {
        Set<String> names = new HashSet<>();
        for (String hostile : HOSTILE) {
            String name = FileName.of(hostile);
            assertThat(name)
                    .as(hostile)
                    .matches("[a-zA-Z0-9_-]{0,80}(\\.[0-9a-f]{8})?")
                    .isNotIn("", ".", "..");
            assertThat(names.add(name)).as(name).isTrue();
            Path file = Files.writeString(directory.resolve(name + ".00001.part.tmp"), "");
            assertThat(file.toRealPath().getParent()).isEqualTo(directory.toRealPath());
            assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThan(100);
        }
    }

    @Test
    void namesThatDifferInCaseAloneDoNotMeetWhereCaseIsIgnored() {
        assertThat(FileName.of("Orders")).isNotEqualToIgnoringCase(FileName.of("orders"));
        assertThat(FileName.of("Orders")).isNotEqualToIgnoringCase(FileName.of("ORDERS"));
    }
}
