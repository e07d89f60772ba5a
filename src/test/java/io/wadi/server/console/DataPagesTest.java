package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.store.Audit;
import io.wadi.server.Answer;
import io.wadi.server.Served;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was loaded, for those who may see it. */
class DataPagesTest {
    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void build() {
        house = new House(folder);
        new Furnished(house);
        house.warehouse.filled(Furnished.HOSTILE);
        house.open("prod", Served.TOKENS, Users.NONE, Optional.empty());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Guest guest(String token) {
        return new Guest(house).signIn("token=" + token);
    }

    private static String sql(String text) {
        return "sql=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aViewerSeesTablesAndColumnsAndNoRow() {
        Guest anna = guest(Served.VIEWER);
        assertThat(Guest.text(anna.get("/data")))
                .contains("/data/shop/orders__lines", "31\u202f022", "Snowflake", "acme.eu-1/RAW", "wadi.duckdb");
        assertThat(Guest.text(anna.get("/data/shop")))
                .contains("12\u202f400", "Rows and queries are for operators")
                .doesNotContain("_dlt_loads", "<textarea");
        assertThat(Guest.text(anna.get("/data/shop/orders?count=1")))
                .contains(
                        "customer_email",
                        "DECIMAL(10,2)",
                        "hash, privacy.yaml:4",
                        "<dd>12\u202f400</dd>",
                        "Rows are for operators")
                .doesNotContain("leave it at the door");
        assertThat(anna.get("/data/shop/orders/rows").status()).isEqualTo(403);
        assertThat(anna.post("/data/shop", sql("SELECT 1")).status()).isEqualTo(403);
        assertThat(anna.get("/data/shop/nothing").status()).isEqualTo(404);
        assertThat(anna.get("/data/elsewhere").status()).isEqualTo(404);
    }

    @Test
    void anOperatorSeesRowsAndAsksAndBothAreInTheAudit() {
        Guest oleg = guest(Served.OPERATOR);
        assertThat(Guest.text(oleg.get("/data/shop/orders/rows")))
                .contains("The first 50 rows", "leave it at the door", "· masked", "<span class=\"null\">null</span>");
        String answer = Guest.text(oleg.post("/data/shop", sql("SELECT count(*) AS n\nFROM orders")));
        assertThat(answer).contains("12400", "1 row</p>", "SELECT count(*) AS n\nFROM orders</textarea>");
        Answer.Page wrong = oleg.post("/data/shop", sql("DROP TABLE orders"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(Guest.text(wrong)).contains("not one statement that reads", "DROP TABLE orders</textarea>");
        assertThat(house.store.audit().list(Optional.empty(), 20).stream()
                        .filter(entry -> entry.action().matches("query data|look at rows")))
                .extracting(Audit.Entry::action, Audit.Entry::target, Audit.Entry::outcome)
                .containsExactlyInAnyOrder(
                        Tuple.tuple("look at rows", "shop orders", 200),
                        Tuple.tuple("query data", "shop SELECT count(*) AS n FROM orders", 200),
                        Tuple.tuple("query data", "shop DROP TABLE orders", 422));
    }

    @Test
    void whatIsExportedIsNoFormulaAndNumbersStayNumbers() {
        Guest oleg = guest(Served.OPERATOR);
        String odd = "SELECT -5 AS \"=n\", '-5' AS text, '=1+1' AS a, '+48 22' AS b, '@x' AS c, chr(9) || '=1' AS d,"
                + " '\uff1d1' AS e, 'a,\"b\"' AS f, '' AS g, NULL AS h, '{\"k\": 1.50}'::JSON AS i, true AS j,"
                + " 12345678901234567890.10::DECIMAL(30,2) AS k, 'NaN'::DOUBLE AS l";
        Answer.Page csv = oleg.post("/data/shop", sql(odd) + "&as=csv");
        assertThat(csv.headers().get("Content-Disposition")).isEqualTo("attachment; filename=\"shop.csv\"");
        assertThat(Guest.text(csv))
                .isEqualTo("'=n,text,a,b,c,d,e,f,g,h,i,j,k,l\r\n"
                        + "-5,-5,'=1+1,'+48 22,'@x,'\t=1,'\uff1d1,\"a,\"\"b\"\"\",\"\",,\"{\"\"k\"\": 1.50}\",true,"
                        + "12345678901234567890.10,nan\r\n");
        assertThat(Guest.text(oleg.post("/data/shop", sql(odd) + "&as=json")))
                .contains("\"=n\":-5", "\"a\":\"=1+1\"", "\"h\":null", "\"i\":{\"k\": 1.50}", "\"j\":true")
                .contains("\"k\":12345678901234567890.10", "\"l\":\"nan\"");
        assertThat(oleg.post("/data/shop", sql("FROM range(20000)") + "&as=csv")
                        .headers()
                        .get("Content-Disposition"))
                .contains("shop-first-10000-rows.csv");
    }

    @Test
    void aColumnACellAndAnErrorAreShownAndNeverRead() {
        Guest oleg = guest(Served.OPERATOR);
        for (String page : List.of(
                Guest.text(oleg.get("/data/shop/reviews/rows")),
                Guest.text(oleg.post("/data/shop", sql("FROM reviews"))),
                Guest.text(oleg.post("/data/shop", sql("SELECT \"</textarea><script>window.hurt=1</script>\""))))) {
            assertThat(page).doesNotContain("<img", "<script>w").contains("&lt;", "script&gt;window.hurt=1");
        }
    }

    @Test
    void whileALoadIsUnderWayThePageSaysSo() {
        house.warehouse.busy = true;
        Guest oleg = guest(Served.OPERATOR);
        assertThat(Guest.text(oleg.get("/data/shop")))
                .contains("A load is under way, or another program has the file", "number 4711", "orders__lines");
        assertThat(Guest.text(oleg.get("/data/shop/orders/rows"))).contains("A load is under way");
        Answer.Page asked = oleg.post("/data/shop", sql("FROM orders"));
        assertThat(asked.status()).isEqualTo(503);
        assertThat(Guest.text(asked)).contains("number 4711", "FROM orders</textarea>");
    }

    @Test
    void elsewhereThePageSaysWhatItCan() {
        String page = Guest.text(guest(Served.OPERATOR).get("/data/github"));
        assertThat(page)
                .contains("Rows at Snowflake are looked at there", "github__lines")
                .doesNotContain("<textarea");
        assertThat(guest(Served.OPERATOR).post("/data/github", sql("SELECT 1")).status())
                .isEqualTo(422);
    }
}
