package io.wadi.snowflake;

import io.wadi.snowflake.Answer.StatementType;
import java.util.List;

/** GRANT SELECT ON ALL TABLES IN SCHEMA: of the tables that are there now. Like all DDL it commits. */
final class Grants {
    private final Session session;

    Grants(Session session) {
        this.session = session;
    }

    Answer grant(Tokens tokens) {
        tokens.expect("SELECT", "ON", "ALL", "TABLES", "IN", "SCHEMA");
        List<String> names = tokens.names();
        tokens.expect("TO", "ROLE");
        String role = tokens.name();
        tokens.expectEnd();
        String schema = names.get(names.size() - 1);
        String database = names.size() > 1 ? names.get(0) : session.currentDatabase();
        session.commit();
        session.catalogue().requireSchema(database, schema);
        if (!session.catalogue().hasRole(role)) {
            throw Refusal.missing("Role", Names.shown(role));
        }
        List<Table> tables = session.catalogue().tables(database).stream()
                .filter(table -> table.name().schema().equals(schema))
                .toList();
        tables.forEach(table -> session.catalogue().grant(table.name(), role));
        return Answer.said(
                StatementType.DDL, "Statement executed successfully. " + tables.size() + " objects affected.");
    }
}
