package io.wadi.mask.scan;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the name of a field says, in English and some words of its neighbours. */
final class Names {
    private static final Map<Personal, Set<String>> WORDS = Map.of(
            Personal.SECRET, Set.of("password", "passwd", "pwd", "secret", "cvv", "cvc", "passwort"),
            Personal.EMAIL, Set.of("email", "mail", "emails"),
            Personal.PHONE,
                    Set.of("phone", "mobile", "tel", "telephone", "telefon", "fax", "cell", "cellphone", "msisdn"),
            Personal.BIRTH, Set.of("birth", "birthday", "birthdate", "dob", "born", "geburtsdatum", "naissance"),
            Personal.NATIONAL_ID,
                    Set.of("ssn", "nino", "passport", "dni", "nif", "bsn", "cpf", "pesel", "nir", "taxid"),
            Personal.IBAN, Set.of("iban"),
            Personal.IP, Set.of("ip", "ipaddress"),
            Personal.NAME,
                    Set.of(
                            "firstname",
                            "lastname",
                            "surname",
                            "fullname",
                            "middlename",
                            "maidenname",
                            "forename",
                            "vorname",
                            "nachname",
                            "prenom",
                            "apellido"),
            Personal.ADDRESS,
                    Set.of(
                            "address",
                            "street",
                            "zip",
                            "zipcode",
                            "postcode",
                            "postal",
                            "plz",
                            "strasse",
                            "latitude",
                            "longitude"),
            Personal.SENSITIVE,
                    Set.of(
                            "gender",
                            "sex",
                            "religion",
                            "ethnicity",
                            "nationality",
                            "marital",
                            "salary",
                            "diagnosis",
                            "disability"));

    /** Two words that together are of a person. */
    private static final Map<List<String>, Personal> PAIRS = Map.of(
            List.of("first", "name"), Personal.NAME,
            List.of("last", "name"), Personal.NAME,
            List.of("given", "name"), Personal.NAME,
            List.of("family", "name"), Personal.NAME,
            List.of("full", "name"), Personal.NAME,
            List.of("card", "number"), Personal.CARD,
            List.of("tax", "id"), Personal.NATIONAL_ID,
            List.of("national", "id"), Personal.NATIONAL_ID,
            List.of("social", "security"), Personal.NATIONAL_ID,
            List.of("bank", "account"), Personal.IBAN);

    /** An address of these is no place where somebody lives. */
    private static final Set<String> OTHER_ADDRESSES = Set.of("ip", "email", "mail", "mac", "web");

    private Names() {}

    static Optional<Personal> say(String key) {
        List<String> words = Arrays.stream(
                        key.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", " ").split("[^\\p{L}]+"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        Set<String> all = new HashSet<>(words);
        Optional<Personal> pair = PAIRS.entrySet().stream()
                .filter(known -> all.containsAll(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return pair.or(() -> Arrays.stream(Personal.values())
                .filter(kind -> WORDS.getOrDefault(kind, Set.of()).stream().anyMatch(all::contains))
                .filter(kind ->
                        kind != Personal.ADDRESS || OTHER_ADDRESSES.stream().noneMatch(all::contains))
                .findFirst());
    }
}
