package io.wadi.snowflake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An answer to a statement as the driver reads it. */
final class AnswerJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AnswerJson() {}

    static ObjectNode of(Answer answer, Session session, String queryId, int binds) {
        ObjectNode data = NODES.objectNode();
        data.put("queryId", queryId)
                .put("statementTypeId", answer.type().id)
                .put("queryResultFormat", "json")
                .put("finalDatabaseName", session.database().orElse(null))
                .put("finalSchemaName", session.schema().orElse(null))
                .put("finalWarehouseName", session.warehouse().orElse(null))
                .put("finalRoleName", session.role().orElse(null))
                .put("numberOfBinds", binds)
                .put("arrayBindSupported", answer.type() == Answer.StatementType.INSERT)
                .put("version", 1)
                .put("total", answer.rows().size())
                .put("returned", answer.rows().size());
        parameters(data.putArray("parameters"), session);
        ArrayNode types = data.putArray("rowtype");
        answer.columns().forEach(head -> types.add(type(head)));
        ArrayNode rows = data.putArray("rowset");
        answer.rows().forEach(cells -> {
            ArrayNode row = rows.addArray();
            cells.forEach(row::add);
        });
        answer.upload().ifPresent(upload -> upload(data, upload));
        return data;
    }

    static void parameters(ArrayNode parameters, Session session) {
        Map<String, Object> values = new java.util.TreeMap<>(Map.of(
                "AUTOCOMMIT",
                session.autocommit(),
                "CLIENT_STAGE_ARRAY_BINDING_THRESHOLD",
                0,
                "JDBC_QUERY_RESULT_FORMAT",
                session.parameters().getOrDefault("JDBC_QUERY_RESULT_FORMAT", "ARROW"),
                "TIMEZONE",
                "UTC",
                "CLIENT_TELEMETRY_ENABLED",
                false,
                "JDBC_TREAT_TIMESTAMP_NTZ_AS_UTC",
                true));
        values.forEach((name, value) -> parameters.addObject().put("name", name).set("value", NODES.pojoNode(value)));
    }

    private static ObjectNode type(Answer.Head head) {
        SnowType type = head.type();
        ObjectNode node = NODES.objectNode().put("name", head.name()).put("type", type.kind().wire);
        node.put("nullable", true)
                .put("database", "")
                .put("schema", "")
                .put("table", "")
                .putNull("collation");
        boolean number = type.kind() == SnowType.Kind.NUMBER;
        boolean sized = type.kind() == SnowType.Kind.VARCHAR || type.kind() == SnowType.Kind.BINARY;
        node.set(
                "precision",
                number
                        ? NODES.numberNode(type.size())
                        : type.kind().seconds() ? NODES.numberNode(0) : NODES.nullNode());
        node.set(
                "scale",
                number
                        ? NODES.numberNode(type.scale())
                        : type.kind().seconds() ? NODES.numberNode(9) : NODES.nullNode());
        node.set("length", sized ? NODES.numberNode(type.size()) : NODES.nullNode());
        node.set("byteLength", sized ? NODES.numberNode(type.size()) : NODES.nullNode());
        return node;
    }

    /** Into a folder, which the driver does itself, without encryption. */
    private static void upload(ObjectNode data, Answer.Upload upload) {
        data.put("command", "UPLOAD")
                .put("parallel", upload.parallel())
                .put("threshold", 200L << 20)
                .put("autoCompress", upload.compress())
                .put("overwrite", upload.overwrite())
                .put("sourceCompression", upload.sourceCompression())
                .put("operation", "Node")
                .put("clientShowEncryptionParameter", false)
                .putNull("encryptionMaterial");
        data.putArray("src_locations").add(upload.source());
        data.putObject("stageInfo")
                .put("locationType", "LOCAL_FS")
                .put("location", upload.location())
                .put("path", "")
                .put("region", "")
                .putNull("endPoint")
                .putObject("creds");
    }
}
