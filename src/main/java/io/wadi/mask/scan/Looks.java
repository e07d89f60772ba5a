package io.wadi.mask.scan;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a value looks like. */
final class Looks {
    private static final int LONGEST = 10_000;
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");
    private static final Pattern IBAN = Pattern.compile("(?<![A-Z0-9])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Z0-9])");
    private static final Pattern CARD = Pattern.compile("(?<![\\d.,-])[2-6]\\d{3}(?:[ -]?\\d){9,15}(?![\\d.,-])");
    private static final Pattern IP4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IP6 =
            Pattern.compile("(?i)(?=.*::|(?:[^:]*:){7}[^:]*$)(?=.*[\\da-f])(?:[\\da-f]{0,4}:){2,7}(?:[\\da-f]{1,4}|)");
    private static final Pattern PHONE = Pattern.compile("(?:\\+|00)[1-9][\\d ()./-]{6,20}|0\\d{1,5}[ /-][\\d ]{3,12}"
            + "|\\(0?\\d{2,5}\\) ?[\\d -]{4,12}|\\d{3}[-. ]\\d{3}[-. ]\\d{4}");

    /** Social security numbers of the United States and Britain, tax codes of Italy. */
    private static final Pattern NATIONAL = Pattern.compile("(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}"
            + "|(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]"
            + "|[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]");
    /** Spain's, with a letter that checks. */
    private static final Pattern DNI = Pattern.compile("([XYZ\\d]\\d{7})-?([A-Z])");

    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    /** France's, with two digits that check. */
    private static final Pattern NIR = Pattern.compile("([12]\\d{2}(?:0[1-9]|1[0-2])\\d{8})(\\d{2})");

    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private Looks() {}

    static Optional<Personal> like(String value) {
        String text = value.length() > LONGEST ? value.substring(0, LONGEST) : value.strip();
        if (text.indexOf('@') > 0 && EMAIL.matcher(text).find()) {
            return Optional.of(Personal.EMAIL);
        }
        if (finds(IBAN, text).stream().anyMatch(Looks::isIban)) {
            return Optional.of(Personal.IBAN);
        }
        if (isNational(text)) {
            return Optional.of(Personal.NATIONAL_ID);
        }
        if (finds(CARD, text).stream().anyMatch(Looks::isCard)) {
            return Optional.of(Personal.CARD);
        }
        if (IP4.matcher(text).matches() || IP6.matcher(text).matches()) {
            return Optional.of(Personal.IP);
        }
        return Optional.of(Personal.PHONE).filter(phone -> isPhone(text));
    }

    private static List<String> finds(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group().replaceAll("[ -]", ""))
                .toList();
    }

    /** ISO 13616: the number that its letters and digits make leaves 1 over 97. */
    private static boolean isIban(String text) {
        StringBuilder digits = new StringBuilder();
        (text.substring(4) + text.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }

    /** ISO/IEC 7812: the sum of digits, every other one doubled. */
    private static boolean isCard(String digits) {
        int last = digits.length() - 1;
        return digits.chars().distinct().count() > 1
                && IntStream.rangeClosed(0, last)
                                        .map(i -> {
                                            int digit = digits.charAt(last - i) - '0';
                                            return i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
                                        })
                                        .sum()
                                % 10
                        == 0;
    }

    private static boolean isNational(String text) {
        if (NATIONAL.matcher(text).matches()) {
            return true;
        }
        Matcher dni = DNI.matcher(text);
        if (dni.matches()) {
            String number = dni.group(1).replace('X', '0').replace('Y', '1').replace('Z', '2');
            return DNI_LETTERS.charAt(Integer.parseInt(number) % DNI_LETTERS.length())
                    == dni.group(2).charAt(0);
        }
        Matcher nir = NIR.matcher(text.replace(" ", ""));
        return nir.matches() && 97 - Long.parseLong(nir.group(1)) % 97 == Long.parseLong(nir.group(2));
    }

    private static boolean isPhone(String text) {
        long digits = text.chars().filter(Character::isDigit).count();
        return digits >= 7
                && digits <= 15
                && PHONE.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }
}
