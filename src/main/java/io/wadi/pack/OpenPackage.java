package io.wadi.pack;

import io.wadi.model.LoadPackage;
import java.util.List;

/** A package that is being loaded; closing it closes its files. */
public final class OpenPackage implements AutoCloseable {
    private final LoadPackage content;
    private final List<PartFile> files;

    OpenPackage(LoadPackage content, List<PartFile> files) {
        this.content = content;
        this.files = List.copyOf(files);
    }

    public LoadPackage content() {
        return content;
    }

    @Override
    public void close() {
        files.forEach(PartFile::close);
    }
}
