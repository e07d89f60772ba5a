package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of options arrive at the server as they were written. */
class HostileOptionsTest {
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void fromYaml() {
        server.on("/a b/ü", Reply.json("[]"));
        new Project(home).pipeline().source("""
                        - to:
                            uri: wadi-rest:r
                            parameters:
                              url: "%s/a%%20b/%%C3%%BC?fixed=a%%2Bb%%26c"
                              query.where: "a + b > 3 and c = '100%%'"
                              query.and: "x & y %%20 z ? #1"
                              query.raw: "RAW(x & y = 100%%25)"
                              query.brackets: "(a)&(b)"
                              query.encoded: a %%2B b %%zz
                              query.unicode: "日本語 😀 ü"
                              query.json: '{"a": [1, 2], "b": "{c}"}'
                              query.slash: a/b\\c:d;e,f|g^h~i`j<k>"l
                              header.X-Filter: "a + b %%20 = c?#"
                        """.formatted(server.url())).run(Map.of());

        assertThat(server.requests()).hasSize(1);
        var request = server.requests().get(0);
        assertThat(request.query())
                .containsEntry("fixed", "a+b&c")
                .containsEntry("where", "a + b > 3 and c = '100%'")
                .containsEntry("and", "x & y %20 z ? #1")
                .containsEntry("raw", "x & y = 100%25")
                .containsEntry("brackets", "(a)&(b)")
                .containsEntry("encoded", "a %2B b %zz")
                .containsEntry("unicode", "日本語 😀 ü")
                .containsEntry("json", "{\"a\": [1, 2], \"b\": \"{c}\"}")
                .containsEntry("slash", "a/b\\c:d;e,f|g^h~i`j<k>\"l");
        assertThat(request.header("X-Filter")).contains("a + b %20 = c?#");
    }

    @Test
    void fromXml() {
        server.on("/x", Reply.json("[]"));
        new Project(home)
                .pipeline()
                .file("routes/sources/s.camel.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="source-s">
                            <from uri="wadi-source:s"/>
                            <to uri="wadi-rest:r?url=%s/x&amp;query.where=a + b &gt; 3 and c = '100%%'&amp;query.and=RAW(x&amp;y = z ? #1)&amp;query.encoded=a %%2B b&amp;query.unicode=日本語"/>
                          </route>
                        </routes>
                        """.formatted(server.url()))
                .run(Map.of());

        assertThat(server.requests().get(0).query())
                .containsEntry("where", "a + b > 3 and c = '100%'")
                .containsEntry("and", "x&y = z ? #1")
                .containsEntry("encoded", "a %2B b")
                .containsEntry("unicode", "日本語");
    }
}
