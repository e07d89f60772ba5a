package io.wadi.camel;

import io.wadi.model.SchemaContract;
import io.wadi.model.SchemaContract.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The contract that the options say: a word for all of it, and words for its parts. */
final class ContractOptions {
    private static final List<String> KEYS = List.of("tables", "columns", "dataType");
    private static final List<String> MODES =
            Arrays.stream(Mode.values()).map(Mode::word).toList();

    private ContractOptions() {}

    /** Empty when nothing is said of it. */
    static Optional<SchemaContract> read(OptionReader options) {
        options.only("contract.", KEYS);
        Optional<Mode> all = mode(options, "contract");
        Optional<Mode> tables = mode(options, "contract.tables");
        Optional<Mode> columns = mode(options, "contract.columns");
        Optional<Mode> dataType = mode(options, "contract.dataType");
        Mode other = all.orElse(Mode.EVOLVE);
        return all.or(() -> tables).or(() -> columns).or(() -> dataType).isEmpty()
                ? Optional.empty()
                : Optional.of(new SchemaContract(tables.orElse(other), columns.orElse(other), dataType.orElse(other)));
    }

    private static Optional<Mode> mode(OptionReader options, String option) {
        return options.word(option, MODES, Mode::of);
    }
}
