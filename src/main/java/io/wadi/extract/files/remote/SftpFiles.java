package io.wadi.extract.files.remote;

import io.wadi.extract.files.FileStore;
import io.wadi.extract.files.FoundFile;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.camel.support.DefaultExchange;

/** Files of an SSH server, through the operations of Camel's component. Servers whose key is not known are refused. */
public final class SftpFiles implements FileStore {
    private static final int CONNECT_MILLIS = 30_000;

    private final RemotePlace place;
    private final CamelContext camel;
    private final SftpEndpoint endpoint;

    @SuppressWarnings("rawtypes") // as Camel has it
    private final RemoteFileOperations<SftpRemoteFile> server;

    private final Fetched fetched = new Fetched();

    public SftpFiles(RemotePlace place, CamelContext camel) {
        this.place = place;
        this.camel = camel;
        SftpConfiguration configuration = new SftpConfiguration();
        configuration.setHost(place.host());
        configuration.setPort(place.port());
        configuration.setUsername(place.user().orElseGet(() -> place.required("username")));
        Optional<String> key = place.secret("private-key");
        if (key.isPresent()) {
            configuration.setPrivateKey(key.get().getBytes(StandardCharsets.UTF_8));
            place.secret("passphrase").ifPresent(configuration::setPrivateKeyPassphrase);
        } else {
            configuration.setPassword(place.required("password"));
        }
        configuration.setStrictHostKeyChecking("yes");
        configuration.setAutoCreateKnownHostsFile(false);
        if (!place.knownHosts().isEmpty()) {
            configuration.setUseUserKnownHostsFile(false);
            configuration.setKnownHostsFile(place.knownHosts());
        }
        configuration.setPreferredAuthentications("publickey,password");
        configuration.setConnectTimeout(CONNECT_MILLIS);
        configuration.setStepwise(false);
        configuration.setStreamDownload(true);
        this.endpoint = new SftpEndpoint(
                "sftp://" + place.host(), camel.getComponent("sftp", SftpComponent.class), configuration);
        endpoint.setCamelContext(camel);
        endpoint.setMaximumReconnectAttempts(0); // a run is tried again as a whole
        this.server = endpoint.createRemoteFileOperations();
        server.setEndpoint(endpoint);
    }

    @Override
    public List<FoundFile> list(Deadline deadline) {
        List<FoundFile> found = new ArrayList<>();
        String root = place.path().root();
        connect(deadline);
        try {
            list(root, 1, found, deadline);
        } catch (GenericFileOperationFailedException e) {
            throw failed("folder " + place.name(root) + " cannot be listed", e);
        }
        found.sort(Comparator.comparing(FoundFile::path));
        return found;
    }

    private void list(String folder, int depth, List<FoundFile> found, Deadline deadline) {
        deadline.check();
        for (SftpRemoteFile<?> file : server.listFiles("/" + folder)) {
            String name = file.getFilename();
            String path = folder + name;
            boolean self = name.equals(".") || name.equals("..");
            if (file.isDirectory() && !self && depth < place.path().depth()) {
                list(path + "/", depth + 1, found, deadline);
            } else if (!file.isDirectory()
                    && place.path().matches(path.substring(place.path().root().length()))) {
                found.add(new FoundFile(
                        place.name(path), file.getFileLength(), Instant.ofEpochMilli(file.getLastModified())));
            }
        }
    }

    private void connect(Deadline deadline) {
        deadline.check();
        try {
            if (!server.isConnected()) {
                server.connect(endpoint.getConfiguration(), new DefaultExchange(camel));
            }
        } catch (GenericFileOperationFailedException e) {
            String why = reason(e);
            if (why.contains("Auth fail") || why.contains("HostKey") || why.contains("invalid privatekey")) {
                throw new ConfigurationFailure(Explanation.of("the server does not let us in, or is not known: " + why)
                        .at(place.beginning())
                        .fix("check " + place.section() + ".password or .private-key in the secrets; the server's key"
                                + " stands in ~/.ssh/known_hosts, or in the file that knownHosts names"));
            }
            throw failed("server " + place.host() + " cannot be reached", e);
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private TransientFailure failed(String what, GenericFileOperationFailedException e) {
        return new TransientFailure(
                Explanation.of(what + ": " + reason(e)).at(place.beginning()).fix("check the path and the server"), e);
    }

    @Override
    public Path fetch(FoundFile file, Deadline deadline) {
        Path to = fetched.next();
        connect(deadline);
        try (Deadline.Registration registration = deadline.onCancel(server::forceDisconnect)) {
            Exchange exchange = new DefaultExchange(camel);
            GenericFile<?> target = new GenericFile<>();
            exchange.setProperty(FileComponent.FILE_EXCHANGE_FILE, target);
            server.retrieveFile("/" + place.at(file.path()), exchange, file.size());
            try (InputStream in = (InputStream) target.getBody()) {
                Files.copy(in, to);
            }
            if (Files.size(to) != file.size()) {
                throw new TransientFailure(Explanation.of("file " + file.path() + " changed while it was fetched")
                        .fix("run again once it is complete"));
            }
        } catch (IOException e) {
            deadline.check();
            throw new TransientFailure(Explanation.of("file " + file.path() + " broke off: " + e.getMessage()), e);
        } catch (GenericFileOperationFailedException e) {
            deadline.check();
            throw failed("file " + file.path() + " cannot be fetched", e);
        } catch (Failure e) {
            deadline.check();
            throw e;
        }
        return to;
    }

    @Override
    public boolean stays() {
        return false;
    }

    @Override
    public void delete(FoundFile file) {
        try {
            server.deleteFile("/" + place.at(file.path()));
        } catch (GenericFileOperationFailedException e) {
            throw stuck("deleted", file, e);
        }
    }

    @Override
    public void move(FoundFile file, String folder) {
        try {
            String to = "/" + place.moved(file.path(), folder, name -> server.existsFile("/" + name));
            server.buildDirectory(to.substring(0, to.lastIndexOf('/')), true);
            server.renameFile("/" + place.at(file.path()), to);
        } catch (GenericFileOperationFailedException e) {
            throw stuck("moved", file, e);
        }
    }

    private static TerminalFailure stuck(String how, FoundFile file, GenericFileOperationFailedException e) {
        return new TerminalFailure(
                Explanation.of("file " + file.path() + " cannot be " + how + ": " + reason(e))
                        .fix("check that the user that logs in may write there"),
                e);
    }

    @Override
    public boolean finds(String folder) {
        return place.finds(folder);
    }

    @Override
    public void close() {
        fetched.close();
        try {
            server.disconnect();
        } catch (GenericFileOperationFailedException e) {
            // Gone already.
            return;
        }
    }
}
