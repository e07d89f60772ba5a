package io.wadi.camel;

import io.wadi.extract.files.Delivery;
import java.util.Map;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Which files an endpoint reads, how, and what becomes of them. */
@UriParams
public class FilesConfiguration {
    /** What is in the files. */
    public enum Format {
        /** Told by each name. */
        AUTO,
        CSV,
        JSONL,
        JSON,
        PARQUET
    }

    @UriParam(
            description =
                    "Path of the files, with wildcards as in a shell, or address: file:, sftp: or s3:; may use parameters of"
                            + " the run")
    @Metadata(required = true)
    private String path = "";

    @UriParam(
            enums = "auto,csv,jsonl,json,parquet",
            defaultValue = "auto",
            description = "What is in the files; auto tells it by each name, before .gz or .zst")
    private Format format = Format.AUTO;

    @UriParam(
            defaultValue = "$",
            description = "Where a JSON document has its records, such as $.data.items; auto searches it, up to 64 MB")
    private String dataSelector = "$";

    @UriParam(
            prefix = "csv.",
            multiValue = true,
            description = "How CSV is written, where its beginning does not tell it right: csv.delimiter (one"
                    + " character, or tab; found out unless said), .quote (one character, or none; a double"
                    + " quote unless said), .header (true or false: whether the first record has the names;"
                    + " found out unless said), .columns (names, separated by commas; those of the header"
                    + " unless said), .nullText (what stands for no value; an empty cell unless said) and"
                    + " .encoding (such as windows-1252; utf-8 unless said)")
    private Map<String, String> csv = Map.of();

    @UriParam(defaultValue = "false", description = "true or a name: a column with the file of each record, _file")
    private String fileColumn = "false";

    @UriParam(
            defaultValue = "false",
            description =
                    "true or a name: a column with the line of each record, _line; of Parquet the row, of a JSON document the record")
    private String lineColumn = "false";

    @UriParam(
            enums = "fail,load,ignore",
            description = "What becomes of a file that was loaded and has changed: fail ends the run, load loads"
                    + " all its rows once more, ignore passes it over; fail unless said, but load where a"
                    + " merge replaces its rows, and where loaded files are moved or deleted")
    private Delivery.@Nullable Changed changed;

    @UriParam(
            enums = "fail,ignore",
            defaultValue = "fail",
            description = "What becomes of a run that finds no file, where none was ever loaded: fail ends it,"
                    + " ignore lets it go on")
    private Delivery.None noFiles = Delivery.None.FAIL;

    @UriParam(
            defaultValue = "keep",
            description = "What becomes of a file once the destination has it: keep, delete or move:FOLDER,"
                    + " where FOLDER is one of the same machine or bucket")
    private String afterLoad = "keep";

    @UriParam(
            description = "Section of the secrets for remote files: SECTION.password or .private-key (and its"
                    + " .passphrase) for sftp, and .username where the address has none; .access-key-id and"
                    + " .secret-access-key for s3, which otherwise asks the environment")
    private String credentials = "";

    @UriParam(description = "Address of an S3 that is not Amazon's, such as https://minio.example.com:9000")
    private String endpoint = "";

    @UriParam(description = "Region of an S3 bucket, such as eu-west-1; that of the environment when absent")
    private String region = "";

    @UriParam(description = "File with the keys of SSH servers; known_hosts of the user when absent")
    private String knownHosts = "";

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public Format getFormat() {
        return format;
    }

    public void setFormat(Format format) {
        this.format = format;
    }

    public String getDataSelector() {
        return dataSelector;
    }

    public void setDataSelector(String dataSelector) {
        this.dataSelector = dataSelector;
    }

    public Map<String, String> getCsv() {
        return csv;
    }

    public void setCsv(Map<String, String> csv) {
        this.csv = csv;
    }

    public String getFileColumn() {
        return fileColumn;
    }

    public void setFileColumn(String fileColumn) {
        this.fileColumn = fileColumn;
    }

    public String getLineColumn() {
        return lineColumn;
    }

    public void setLineColumn(String lineColumn) {
        this.lineColumn = lineColumn;
    }

    public Delivery.@Nullable Changed getChanged() {
        return changed;
    }

    public void setChanged(Delivery.@Nullable Changed changed) {
        this.changed = changed;
    }

    public Delivery.None getNoFiles() {
        return noFiles;
    }

    public void setNoFiles(Delivery.None noFiles) {
        this.noFiles = noFiles;
    }

    public String getAfterLoad() {
        return afterLoad;
    }

    public void setAfterLoad(String afterLoad) {
        this.afterLoad = afterLoad;
    }

    public String getCredentials() {
        return credentials;
    }

    public void setCredentials(String credentials) {
        this.credentials = credentials;
    }

    public String getEndpoint() {
        return endpoint;
    }

    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint;
    }

    public String getRegion() {
        return region;
    }

    public void setRegion(String region) {
        this.region = region;
    }

    public String getKnownHosts() {
        return knownHosts;
    }

    public void setKnownHosts(String knownHosts) {
        this.knownHosts = knownHosts;
    }
}
