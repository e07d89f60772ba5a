package io.wadi.camel;

import io.wadi.config.Nearest;
import io.wadi.model.Explanation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.spi.UriParam;

/**
 * Sets the annotated fields of an endpoint to what a route says, strictly: Camel itself stops at the first unknown option
 * and prints all values. Takes every option away that it knows.
 */
final class Options {
    private Options() {}

    /**
     * @param at the endpoint, for messages
     * @return the options that were given; of those with a prefix, the prefix
     * @throws io.wadi.model.ConfigurationFailure with everything that is wrong
     */
    static Set<String> bind(Map<String, Object> parameters, String at, Object... beans) {
        Problems problems = new Problems(at);
        Set<String> given = bind(parameters, problems, beans);
        problems.raise();
        return given;
    }

    /** Leaves it to the caller to raise what is wrong, with what else there is. */
    static Set<String> bind(Map<String, Object> parameters, Problems problems, Object... beans) {
        return bind(parameters, "", problems, beans);
    }

    /** @param before what stands before the options where they are written, for messages */
    static Set<String> bind(Map<String, Object> parameters, String before, Problems problems, Object... beans) {
        List<String> names = names(beans);
        Set<String> given = new TreeSet<>();
        for (Object bean : beans) {
            fields(bean).forEach(field -> {
                UriParam option = field.getAnnotation(UriParam.class);
                String name = name(field);
                if (option.multiValue()) {
                    Map<String, String> taken = take(parameters, option.prefix());
                    set(bean, field, taken);
                    if (!taken.isEmpty()) {
                        given.add(option.prefix());
                    }
                } else if (parameters.containsKey(name)) {
                    given.add(name);
                    read(bean, field, String.valueOf(parameters.remove(name)), problems);
                }
            });
        }
        for (String unknown : new TreeSet<>(parameters.keySet())) {
            problems.add(Explanation.of("unknown option " + before + unknown)
                    .fix(Nearest.to(unknown, like(unknown, names))
                            .map(name -> "did you mean " + before + name + "?")
                            .orElse(names.isEmpty() ? "it has no options" : "it has " + String.join(", ", names))));
        }
        parameters.clear();
        return given;
    }

    /** The options of such beans, those with a prefix as {@code merge.NAME}. */
    static List<String> names(Object... beans) {
        return Arrays.stream(beans).flatMap(Options::fields).map(Options::name).toList();
    }

    private static String name(Field field) {
        UriParam option = field.getAnnotation(UriParam.class);
        return option.prefix() + (option.multiValue() ? "NAME" : field.getName());
    }

    /** Options with a prefix are compared as if they had the name that was written. */
    private static List<String> like(String unknown, List<String> names) {
        String name = unknown.substring(unknown.indexOf('.') + 1);
        return names.stream()
                .map(option -> option.endsWith(".NAME") ? option.substring(0, option.length() - 4) + name : option)
                .toList();
    }

    private static Stream<Field> fields(Object bean) {
        return Arrays.stream(bean.getClass().getDeclaredFields()).filter(f -> f.isAnnotationPresent(UriParam.class));
    }

    private static Map<String, String> take(Map<String, Object> parameters, String prefix) {
        Map<String, String> taken = new LinkedHashMap<>();
        for (String name : new ArrayList<>(parameters.keySet())) {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                taken.put(name.substring(prefix.length()), String.valueOf(parameters.remove(name)));
            }
        }
        return taken;
    }

    private static void read(Object bean, Field field, String text, Problems problems) {
        Class<?> type = field.getType();
        if (type == String.class) {
            set(bean, field, text);
        } else if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
            set(bean, field, Boolean.valueOf(text));
        } else if (type == int.class && text.matches("\\d{1,9}")) {
            set(bean, field, Integer.valueOf(text));
        } else {
            List<String> words = words(type);
            int word = words.indexOf(text);
            if (type.isEnum() && word >= 0) {
                set(bean, field, type.getEnumConstants()[word]);
            } else {
                problems.wrong(field.getName(), text, words);
            }
        }
    }

    /** What the option may be, as a person writes it. */
    private static List<String> words(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> Problems.word((Enum<?>) constant))
                    .toList();
        }
        return type == boolean.class ? List.of("true", "false") : List.of("a whole number, 0 or more");
    }

    private static void set(Object bean, Field field, Object value) {
        try {
            String setter = "set" + Character.toUpperCase(field.getName().charAt(0))
                    + field.getName().substring(1);
            bean.getClass().getMethod(setter, field.getType()).invoke(bean, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("option " + field.getName() + " of " + bean.getClass() + " has no setter", e);
        }
    }
}
