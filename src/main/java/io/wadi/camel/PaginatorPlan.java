package io.wadi.camel;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.rest.JsonBody;
import io.wadi.extract.rest.Method;
import io.wadi.extract.rest.Paginator;
import io.wadi.extract.rest.Place;
import io.wadi.extract.rest.Stops;
import io.wadi.model.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The paginator that the options of an endpoint say. */
final class PaginatorPlan {
    private final PaginatorConfiguration options;
    private final Set<String> given;
    private final Optional<JsonBody> body;
    private final Method method;
    private final Problems problems;

    PaginatorPlan(
            PaginatorConfiguration options,
            Set<String> given,
            Optional<JsonBody> body,
            Method method,
            Problems problems) {
        this.options = options;
        this.given = given;
        this.body = body;
        this.method = method;
        this.problems = problems;
    }

    Paginator paginator() {
        PaginatorKind kind = options.getPaginator();
        Stream.of(PaginatorKind.values())
                .flatMap(other -> other.options().stream())
                .distinct()
                .filter(option -> given.contains(option) && !kind.options().contains(option))
                .sorted()
                .forEach(option ->
                        problems.add(Explanation.of(option + " means nothing to paginator " + Problems.word(kind))
                                .fix("it belongs to " + String.join(", ", owners(option)))));
        return switch (kind) {
            case AUTO -> new Paginator.Auto();
            case SINGLE_PAGE -> new Paginator.SinglePage();
            case JSON_LINK ->
                path("nextPath", options.getNextPath())
                        .<Paginator>map(Paginator.JsonLink::new)
                        .orElseGet(Paginator.SinglePage::new);
            case HEADER_LINK -> new Paginator.HeaderLink(options.getLinkRelation());
            case CURSOR ->
                path("cursorPath", options.getCursorPath())
                        .<Paginator>map(path -> new Paginator.Cursor(
                                path,
                                place("cursor", options.getCursorParam(), options.getCursorBodyPath()),
                                stops(-1, given.contains("stopAfterEmptyPage"))))
                        .orElseGet(Paginator.SinglePage::new);
            case HEADER_CURSOR ->
                new Paginator.HeaderCursor(
                        options.getCursorHeader(),
                        place("cursor", options.getCursorParam(), options.getCursorBodyPath()));
            case OFFSET -> offset();
            case PAGE_NUMBER ->
                new Paginator.PageNumber(
                        place("page", options.getPageParam(), options.getPageBodyPath()),
                        options.getBasePage(),
                        stops(options.getMaximumPage(), true));
        };
    }

    private Paginator offset() {
        if (options.getLimit() < 1) {
            problems.add(
                    Explanation.of("paginator offset has no limit").fix("say how many records a page has: limit: 100"));
            return new Paginator.SinglePage();
        }
        return new Paginator.Offset(
                place("offset", options.getOffsetParam(), options.getOffsetBodyPath()),
                place("limit", options.getLimitParam(), options.getLimitBodyPath()),
                options.getOffset(),
                options.getLimit(),
                stops(options.getMaximumOffset(), true));
    }

    private Stops stops(int maximum, boolean emptyPages) {
        return new Stops(
                path("totalPath", options.getTotalPath()),
                path("hasMorePath", options.getHasMorePath()),
                maximum < 0 ? OptionalInt.empty() : OptionalInt.of(maximum),
                emptyPages && options.isStopAfterEmptyPage());
    }

    private static List<String> owners(String option) {
        return Stream.of(PaginatorKind.values())
                .filter(kind -> kind.options().contains(option))
                .map(Problems::word)
                .toList();
    }

    /** A place in the body, where it says one, or else a parameter. */
    private Place place(String what, String parameter, String bodyPath) {
        String option = what + "BodyPath";
        Place otherwise = Place.parameter(parameter.isEmpty() ? what : parameter);
        if (bodyPath.isEmpty()) {
            return otherwise;
        }
        if (given.contains(what + "Param")) {
            problems.add(Explanation.of(option + " and " + what + "Param are both said")
                    .fix("say where the API expects it: in the body or in the query"));
        }
        if (method != Method.POST) {
            problems.add(
                    Explanation.of(option + " without method: POST").fix("say method: POST, or " + what + "Param"));
        }
        return problems.<Place>read(option, bodyPath, text -> {
                    JsonPath path = JsonPath.parse(text);
                    Place.InBody place = new Place.InBody(path);
                    body.ifPresent(json -> json.with(path, "1", true));
                    return place;
                })
                .orElse(otherwise);
    }

    private Optional<JsonPath> path(String option, String text) {
        return problems.read(option, text, JsonPath::ofValue);
    }
}
