package io.wadi;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The borders inside the one module, held here because no compiler holds them. */
@AnalyzeClasses(packages = "io.wadi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final List<String> STATIONS = List.of("extract", "mask", "journal", "normalise", "pack", "load");
    private static final List<String> ABOVE_THE_STATIONS =
            List.of("pipeline", "flow", "camel", "config", "server", "cli", "console");
    private static final Pattern CLOCK_OR_CHANCE = Pattern.compile(String.join(
            "|",
            "java\\.time\\.[A-Za-z]+\\.now\\((?!java\\.time\\.Clock\\)).*",
            "java\\.time\\.Clock\\.(system|tick[A-Z]).*",
            "java\\.lang\\.(System\\.currentTimeMillis|Math\\.random)\\(\\)",
            "java\\.util\\.(Date\\.<init>|UUID\\.randomUUID|concurrent\\.ThreadLocalRandom\\.current)\\(\\)",
            "java\\.(util\\.Random|util\\.SplittableRandom|security\\.SecureRandom)\\.<init>\\(\\)"));
    private static final int LONGEST_FILE = 300;

    @ArchTest
    static void looksAtTheProject(JavaClasses classes) {
        assertThat(classes).isNotEmpty();
    }

    @ArchTest
    static final ArchRule modelKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage("io.wadi.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.wadi.model..", "java..", "javax.crypto..", "org.jspecify..")
            .allowEmptyShould(true);

    @ArchTest
    static void stationsKnowTheModelAndNeverEachOther(JavaClasses classes) {
        for (String station : STATIONS) {
            String[] others = Stream.concat(STATIONS.stream(), ABOVE_THE_STATIONS.stream())
                    .filter(name -> !name.equals(station))
                    .map(ArchitectureTest::folder)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(folder(station))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.wadi.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobodyReachesUpToTheCommandLine = only("io.wadi.cli..", "io.wadi.cli..");

    @ArchTest
    static final ArchRule onlyTheCommandLineReachesTheConsole =
            only("io.wadi.console..", "io.wadi.console..", "io.wadi.cli..");

    @ArchTest
    static final ArchRule onlyTheCommandLineReachesTheCamelShell =
            only("io.wadi.camel..", "io.wadi.camel..", "io.wadi.cli..");

    /** The core is plain Java; three adapters hand their work to Camel's components. */
    @ArchTest
    static final ArchRule camelStaysInItsShell = noClasses()
            .that(resideInAPackage("io.wadi..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "io.wadi.camel..",
                            "io.wadi.flow..",
                            "io.wadi.console..",
                            "io.wadi.server..",
                            "io.wadi.cli..",
                            "io.wadi.server.http..",
                            "io.wadi.extract.rest..",
                            "io.wadi.extract.files.remote..",
                            "io.wadi.load.s3..")))
                    .and(DescribedPredicate.not(
                            resideInAPackage("io.wadi.config..").and(simpleNameContaining("Secret")))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule sqlStaysWithDatabases =
            only("java.sql..", "io.wadi.extract.sql..", "io.wadi.load..", "io.wadi.flow.store..");

    @ArchTest
    static final ArchRule jacksonStaysOutOfTheModelAndTheFlows = only(
            "com.fasterxml.jackson..",
            "io.wadi.disk..",
            "io.wadi.extract..",
            "io.wadi.mask..",
            "io.wadi.journal..",
            "io.wadi.normalise..",
            "io.wadi.pack..",
            "io.wadi.load..",
            "io.wadi.pipeline..",
            "io.wadi.flow.store..",
            "io.wadi.camel..",
            "io.wadi.config..",
            "io.wadi.cli..",
            "io.wadi.server..",
            "io.wadi.console..");

    @ArchTest
    static final ArchRule theWireStaysWithTheServer = only("io.vertx..", "io.wadi.server.http..");

    @ArchTest
    static final ArchRule timeAndChanceArePassedIn = noClasses()
            .that()
            .resideOutsideOfPackage("io.wadi.cli..")
            .should()
            .accessTargetWhere(describe("reads the clock or draws at random", ArchitectureTest::clockOrChance))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
            .allowEmptyShould(true);

    @Test
    void everyPackageOpensWithASentenceAndRefusesNulls() {
        List<Path> wanting = javaFiles("src/main/java")
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !introduced(folder.resolve("package-info.java")))
                .toList();
        assertThat(wanting)
                .as("packages without a package-info.java of one sentence and @NullMarked")
                .isEmpty();
    }

    @Test
    void noFileIsLong() {
        List<Path> tooLong = Stream.of("src/main/java", "src/test/java")
                .flatMap(ArchitectureTest::javaFiles)
                .filter(file -> text(file).lines().count() > LONGEST_FILE)
                .toList();
        assertThat(tooLong).as("files above %d lines: split them", LONGEST_FILE).isEmpty();
    }

    private static String folder(String name) {
        return "io.wadi." + name + "..";
    }

    private static ArchRule only(String target, String... users) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(target)
                .allowEmptyShould(true);
    }

    private static boolean clockOrChance(JavaAccess<?> access) {
        return CLOCK_OR_CHANCE.matcher(access.getTarget().getFullName()).matches();
    }

    private static boolean introduced(Path packageInfo) {
        return Files.exists(packageInfo)
                && text(packageInfo).startsWith("/**")
                && text(packageInfo).contains("NullMarked\npackage ");
    }

    private static Stream<Path> javaFiles(String root) {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
