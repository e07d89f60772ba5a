package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Mask.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns of what was masked, nested and with patterns. */
class MaskedColumnsTest {
    private static MaskedColumns orders(String path, Kind kind) {
        return new MaskedColumns("orders", List.of(new MaskedColumns.Masked(path, kind, "what")));
    }

    @Test
    void aPathMeansItsColumnAndWhatIsWithin() {
        MaskedColumns of = orders("customer.eMail", Kind.HASH);
        assertThat(of.of("orders", "customer__e_mail")).contains("what");
        assertThat(of.of("orders", "customer__e_mail__domain")).contains("what");
        assertThat(of.of("orders", "customer__name")).isEmpty();
        assertThat(of.of("orders_old", "customer__e_mail")).isEmpty();
    }

    @Test
    void aListIsATableOfItsOwn() {
        assertThat(orders("lines.sku", Kind.DROP).of("orders__lines", "sku")).contains("what");
        assertThat(orders("lines.sku", Kind.DROP).of("orders__lines", "price")).isEmpty();
    }

    @Test
    void patternsMeanWhatMasksMean() {
        assertThat(orders("**.email", Kind.HASH).of("orders", "email")).contains("what");
        assertThat(orders("**.email", Kind.HASH).of("orders__lines", "buyer__email"))
                .contains("what");
        assertThat(orders("**.email", Kind.HASH).of("orders", "emails")).isEmpty();
        assertThat(orders("*phone*", Kind.HASH).of("orders", "home_phone_2")).contains("what");
        assertThat(orders("*phone*", Kind.HASH).of("orders", "home__phone")).isEmpty();
        assertThat(orders("email", Kind.KEEP).of("orders", "email")).isEmpty();
    }
}
