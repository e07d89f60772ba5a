package io.wadi.camel;

import io.wadi.extract.files.Delivery;
import io.wadi.extract.files.Delivery.Afterwards;
import io.wadi.extract.files.Delivery.Changed;
import io.wadi.extract.files.FileFormat;
import io.wadi.extract.files.FileReading;
import io.wadi.extract.files.FileStore;
import io.wadi.extract.files.Glob;
import io.wadi.extract.files.LocalFiles;
import io.wadi.extract.files.remote.RemotePlace;
import io.wadi.extract.files.remote.S3Files;
import io.wadi.extract.files.remote.SftpFiles;
import io.wadi.extract.json.JsonPath;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The options of an endpoint of files, read once and checked; a run fills in its parameters. */
final class FilesPlan {
    private static final String MOVE = "move:";
    private static final String SEARCH = "auto";
    /** Whether files stay whatever routes say, for trials. */
    private static final String STAY = "{{wadi.files.stay:false}}";

    private final Problems problems;
    private final FilesConfiguration files;
    private final CamelContext context;
    private final RunText path;
    private final FileReading reading;
    private final Optional<Changed> changed;
    private final Delivery.None none;
    private final Afterwards afterwards;

    FilesPlan(FilesConfiguration files, String through, CamelContext context, Problems problems) {
        this.problems = problems;
        this.files = files;
        this.context = context;
        if (files.getPath().isBlank()) {
            problems.add(Explanation.of("there is no path").fix("say which files to read: path: data/*.csv"));
        } else if (!files.getPath().contains("${")) {
            problems.read("path", files.getPath(), this::store);
        }
        this.path = RunText.of(context, "path", files.getPath(), problems);
        Optional<FileFormat> format = format(files);
        boolean rows = format.filter(kind -> kind == FileFormat.CSV || kind == FileFormat.PARQUET)
                .isPresent();
        if (rows && !through.isEmpty()) {
            problems.add(Explanation.of("through is for pages of JSON, not for the rows of CSV or Parquet")
                    .fix("leave it out"));
        }
        this.reading = new FileReading(
                files.getFormat() == FilesConfiguration.Format.AUTO ? Optional.empty() : format,
                CsvReading.of(files.getCsv(), problems),
                files.getDataSelector().equals(SEARCH)
                        ? Optional.empty()
                        : problems.read("dataSelector", files.getDataSelector(), JsonPath::parse),
                Map.of(),
                column("_file", files.getFileColumn()),
                column("_line", files.getLineColumn()));
        Afterwards said = afterwards(files.getAfterLoad());
        this.afterwards = Boolean.parseBoolean(context.resolvePropertyPlaceholders(STAY)) ? Afterwards.KEEP : said;
        this.changed = Optional.ofNullable(files.getChanged());
        this.none = files.getNoFiles();
    }

    /** How each file is read. */
    FileReading reading() {
        return reading;
    }

    Delivery in(Exchange exchange, String at) {
        String text = path.in(exchange).orElse("");
        try {
            return new Delivery(text, store(text), reading, changed, none, afterwards);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of("path: " + e.getMessage())
                    .at(at)
                    .fix("give the parameter that it is made of, with --param NAME=VALUE"));
        }
    }

    /** A path, or an address {@code file:/a/b}, {@code sftp://host/a/b} or {@code s3://bucket/a/b}. */
    private Supplier<FileStore> store(String text) {
        if (RemotePlace.isRemote(text)) {
            RemotePlace place = RemotePlace.parse(
                    text,
                    files.getCredentials(),
                    files.getEndpoint(),
                    files.getRegion(),
                    files.getKnownHosts(),
                    RestComponent.secrets(context));
            return place.scheme().equals(RemotePlace.S3)
                    ? () -> new S3Files(place)
                    : () -> new SftpFiles(place, context);
        }
        String path = text.replaceFirst("^file:(//(?=/))?", "");
        if (path.matches("[a-z][a-z0-9+.-]+:.*")) {
            throw new IllegalArgumentException("'" + text + "' is no path of this machine");
        }
        Glob glob = Glob.parse(path);
        return () -> new LocalFiles(glob);
    }

    /** By the option, or as the path's ending tells it for all files. */
    private Optional<FileFormat> format(FilesConfiguration files) {
        return switch (files.getFormat()) {
            case AUTO -> FileFormat.of(files.getPath());
            case CSV -> Optional.of(FileFormat.CSV);
            case JSONL -> Optional.of(FileFormat.JSONL);
            case JSON -> Optional.of(FileFormat.JSON);
            case PARQUET -> Optional.of(FileFormat.PARQUET);
        };
    }

    private static Optional<String> column(String usual, String said) {
        return said.equals("false") ? Optional.empty() : Optional.of(said.equals("true") ? usual : said);
    }

    private Afterwards afterwards(String text) {
        if (text.equals("keep")) {
            return Afterwards.KEEP;
        }
        if (text.equals("delete")) {
            return new Afterwards(Delivery.Kind.DELETE, "");
        }
        if (text.startsWith(MOVE) && text.length() > MOVE.length()) {
            return new Afterwards(Delivery.Kind.MOVE, text.substring(MOVE.length()));
        }
        problems.wrong("afterLoad", text, List.of("keep", "delete", "move:FOLDER"));
        return Afterwards.KEEP;
    }
}
