package io.wadi.camel;

import io.wadi.config.Said;
import io.wadi.model.Hints;
import io.wadi.model.SchemaContract;
import io.wadi.model.SystemColumns;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The hints that options say. */
final class HintOptions {
    /** Every one, those with a prefix as {@code merge.NAME}. */
    static final List<String> NAMES = Options.names(new WritingConfiguration(), new SchemaConfiguration());

    /** Those that a source may say of all its resources. */
    static final List<String> OF_SOURCES = Options.names(new SchemaConfiguration());

    private static final String NESTING = "maxNesting";
    private static final List<String> BAD_RECORDS = List.of("fail", "quarantine");
    /** With so many records set aside a run goes on. */
    private static final int BAD = 1000;

    private HintOptions() {}

    static boolean isHint(String option) {
        return isOne(option, NAMES);
    }

    static boolean isOne(String option, Collection<String> names) {
        return names.stream()
                .anyMatch(name -> name.equals(option)
                        || (name.endsWith(".NAME")
                                && option.startsWith(name.substring(0, name.length() - 4))
                                && option.length() > name.length() - 4));
    }

    /** Of all options of an endpoint, those that are hints. */
    static Map<String, Said> of(Map<String, ?> options, String from) {
        Map<String, Said> hints = new LinkedHashMap<>();
        options.forEach((option, value) -> {
            if (isHint(option)) {
                hints.put(option, new Said(option, String.valueOf(value), from));
            }
        });
        return hints;
    }

    /**
     * What is said in the place of what was known before.
     *
     * @param source what the source says of all its resources, which is the weakest of what is said
     */
    static Hints over(Hints before, Map<String, Said> said, Map<String, Said> source, Problems problems) {
        OptionReader options = new OptionReader(said, problems);
        Optional<SchemaContract> contract = ContractOptions.read(options)
                .filter(c -> said.entrySet().stream()
                        .anyMatch(s -> s.getKey().startsWith("contract")
                                && !s.getValue().equals(source.get(s.getKey()))));
        Optional<SchemaContract> ofSource = ContractOptions.read(new OptionReader(source, new Problems("")));
        OptionalInt levels = options.number(NESTING);
        boolean own = !Optional.ofNullable(said.get(NESTING)).equals(Optional.ofNullable(source.get(NESTING)));
        OptionalInt ofAll = new OptionReader(source, new Problems("")).number(NESTING);
        SystemColumns system = before.system();
        OptionalInt most = options.number("quarantineLimit");
        Optional<Boolean> aside = options.word(
                "onBadRecord",
                BAD_RECORDS,
                word -> Optional.of(word).filter(BAD_RECORDS::contains).map(BAD_RECORDS.get(1)::equals));
        return before.withTable(options.text("table").or(before::table))
                .with(new WritingOptions(options).read().orElse(before.writing()))
                .withKeys(
                        options.names("primaryKey").orElse(before.primaryKey()),
                        options.names("mergeKey").orElse(before.mergeKey()))
                .withColumns(new ColumnOptions(options).over(before.columns()))
                .withNesting(
                        own && levels.isPresent() ? levels : before.maxNesting(),
                        ofAll.isPresent() ? ofAll : before.sourceNesting())
                .withContracts(contract.or(before::contract), ofSource.or(before::sourceContract))
                .withQuarantine(aside.map(is -> is ? OptionalInt.of(most.orElse(BAD)) : OptionalInt.empty())
                        .orElse(before.quarantine()))
                .with(new SystemColumns(
                        options.bool("addRootId").orElse(system.rootId()),
                        options.bool("addRowId").orElse(system.rowId()),
                        options.bool("addLoadId").orElse(system.loadId())));
    }
}
