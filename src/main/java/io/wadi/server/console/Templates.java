package io.wadi.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.wadi.server.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Pages out of templates, which the build has compiled: what is put into them is escaped where it stands. */
final class Templates {
    /** Nothing comes from elsewhere, nothing stands in the page itself, nobody shows it in a frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** With no referrer at all browsers do not say where a form is from, and then it is refused. */
    private static final Map<String, String> HEADERS = Map.of(
            "Referrer-Policy", "same-origin",
            "Content-Type", "text/html; charset=utf-8",
            "Content-Security-Policy", POLICY,
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /** @param page what the template shows */
    Answer.Page page(int status, String template, Frame frame, Object page) {
        StringOutput text = new StringOutput(16_384);
        engine.render(template + ".jte", Map.of("frame", frame, "page", page), text);
        return new Answer.Page(status, HEADERS, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Another page of this console. */
    static Answer.Page to(String path) {
        return new Answer.Page(303, Map.of("Location", path), new byte[0]);
    }
}
