package io.wadi.camel;

import io.wadi.config.MergeOption;
import io.wadi.model.MergeSettings;
import io.wadi.model.MergeStrategy;
import io.wadi.model.OnEmpty;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the options say that rows are to be written. */
final class WritingOptions {
    private static final List<String> DISPOSITIONS =
            Arrays.stream(WriteDisposition.values()).map(WriteDisposition::word).toList();
    private static final List<String> STRATEGIES =
            Arrays.stream(MergeStrategy.values()).map(MergeStrategy::word).toList();
    private static final List<String> MOMENTS =
            List.of("a timestamp such as 2024-01-31T00:00:00Z", "a date such as 2024-01-31");

    private final OptionReader options;

    WritingOptions(OptionReader options) {
        this.options = options;
        options.only("merge.", MergeOption.keys("merge."));
        options.only("scd2.", MergeOption.keys("scd2."));
    }

    /** Empty when nothing is said of it. */
    Optional<Writing> read() {
        Optional<WriteDisposition> disposition = options.word("writeDisposition", DISPOSITIONS, WriteDisposition::of);
        Optional<OnEmpty> onEmpty = options.word(
                "onEmpty", Problems.words(OnEmpty.values()), word -> Problems.constant(word, OnEmpty.values()));
        Optional<MergeStrategy> strategy = options.word("mergeStrategy", STRATEGIES, MergeStrategy::of);
        MergeSettings merge = new MergeSettings(
                strategy,
                options.text(MergeOption.SOURCE_FILTER.option()),
                options.text(MergeOption.DESTINATION_SCOPE.option()),
                options.bool(MergeOption.DEDUPLICATED.option()).orElse(false),
                options.bool(MergeOption.SKIP_UNCHANGED.option()).orElse(false),
                moment(MergeOption.ACTIVE_UNTIL.option()),
                moment(MergeOption.BOUNDARY.option()));
        if (disposition.isEmpty() && onEmpty.isEmpty() && merge.equals(MergeSettings.NONE)) {
            return Optional.empty();
        }
        WriteDisposition wanted = disposition.orElse(WriteDisposition.APPEND);
        return Optional.of(new Writing(
                wanted,
                wanted == WriteDisposition.MERGE ? merge : MergeSettings.NONE,
                wanted == WriteDisposition.REPLACE ? onEmpty.orElse(OnEmpty.REPLACE) : OnEmpty.REPLACE));
    }

    private Optional<String> moment(String option) {
        Optional<String> text = options.text(option);
        if (text.isPresent() && !isMoment(text.get())) {
            options.wrong(option, MOMENTS);
            return Optional.empty();
        }
        return text;
    }

    /** Without a zone it is in UTC. */
    private static boolean isMoment(String text) {
        try {
            if (text.length() <= 10) {
                LocalDate.parse(text);
            } else {
                OffsetDateTime.parse(text.replaceFirst("(?<!Z|[+-]\\d\\d:\\d\\d)$", "Z"));
            }
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
