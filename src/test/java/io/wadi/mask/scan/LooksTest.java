package io.wadi.mask.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LooksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada@example.org                     | EMAIL",
                "write to ada.b+c@mail.example.org!  | EMAIL",
                "jürgen@müller.de                    | EMAIL",
                "DE89370400440532013000              | IBAN",
                "GB82 WEST 1234 5698 7654 32         | IBAN",
                "paid from FR1420041010050500013M02606 | IBAN",
                "4111 1111 1111 1111                 | CARD",
                "5500005555555559                    | CARD",
                "378282246310005                     | CARD",
                "203.0.113.9                         | IP",
                "2001:db8::ff00:42:8329              | IP",
                "::1                                 | IP",
                "+44 20 7946 0958                    | PHONE",
                "0049 (30) 901820                    | PHONE",
                "030 901820                          | PHONE",
                "(555) 123-4567                      | PHONE",
                "555-123-4567                        | PHONE",
                "078-05-1120                         | NATIONAL_ID",
                "AB123456C                           | NATIONAL_ID",
                "12345678Z                           | NATIONAL_ID",
                "X1234567L                           | NATIONAL_ID",
                "RSSMRA85T10A562S                    | NATIONAL_ID",
                "255081416802538                     | NATIONAL_ID",
            })
    void tellsWhatAValueLooksLike(String value, Personal what) {
        assertThat(Looks.like(value)).contains(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ada Lovelace",
                "@here",
                "a@b",
                "DE89370400440532013001",
                "4111 1111 1111 1112",
                "0000000000000000",
                "1234567890123",
                "203.0.113.256",
                "1.2.3",
                "12:30:45",
                "2024-05-17",
                "2024-05-17T10:11:12Z",
                "20240517",
                "3.14159265358979",
                "-4111111111111111.5",
                "12345678A",
                "000-12-3456",
                "550e8400-e29b-41d4-a716-446655440000",
                "9b74c9897bac770ffc029102a200c5de",
            })
    void takesNothingElseForIt(String value) {
        assertThat(Looks.like(value)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "email, EMAIL",
        "workEmail, EMAIL",
        "e_mail, EMAIL",
        "mobile_phone, PHONE",
        "birthDate, BIRTH",
        "DOB, BIRTH",
        "first_name, NAME",
        "lastName, NAME",
        "surname, NAME",
        "ip_address, IP",
        "street, ADDRESS",
        "billingAddress, ADDRESS",
        "Zip-Code, ADDRESS",
        "ssn, NATIONAL_ID",
        "tax_id, NATIONAL_ID",
        "passwordHash, SECRET",
        "gender, SENSITIVE",
        "cardNumber, CARD",
        "iban, IBAN",
    })
    void namesSayIt(String key, Personal what) {
        assertThat(Names.say(key)).contains(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "product_name",
                "id",
                "shipped",
                "description",
                "hotel",
                "tips",
                "excel",
                "mac_address",
                ""
            })
    void otherNamesDoNot(String key) {
        assertThat(Names.say(key)).isEmpty();
    }
}
