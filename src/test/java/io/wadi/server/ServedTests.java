package io.wadi.server;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what is answered, without a wire. */
abstract class ServedTests {
    @TempDir
    Path folder;

    Served served;

    @BeforeEach
    final void serve() {
        served = new Served(folder);
    }

    @AfterEach
    final void close() {
        served.close();
    }

    final Answer.Document ask(Request request) {
        return (Answer.Document) served.api(Tokens.NONE).answer(request);
    }
}
