package org.meterport.hub.api.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterport.hub.api.adapter.ApiContract.Operation;
import org.meterport.hub.api.adapter.ContractBroken.Fault;
import org.meterport.hub.party.User;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.ProblemCode;

class ApiContractTest {

    private static final Path ROOT = RouteUnderTest.projectRoot();
    private static final ApiContract CONTRACT = ApiContract.read(ROOT.resolve("schemas/openapi"));

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void hasAFlowForEachOperationAndAnOperationForEachApiFlow() throws IOException {
        try (var files = Files.walk(ROOT.resolve("routes"))) {
            List<String> flows = files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .filter(file -> text(file).contains("ref: apiEntry"))
                    .map(file -> file.getFileName().toString().replace(".camel.yaml", ""))
                    .toList();

            assertThat(flows).containsExactlyInAnyOrderElementsOf(CONTRACT.operationIds());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contracts")
    void answersEachOperationWithItsRefusals(Path file) throws IOException {
        JsonNode document = new YAMLMapper().readTree(file.toFile());

        document.path("paths")
                .forEach(path -> path.properties().forEach(method -> {
                    JsonNode operation = method.getValue();
                    String id = operation.path("operationId").asText();
                    assertThat(operation.path("summary").asText()).as(id).isNotBlank();
                    assertThat(operation.path("responses").has("401"))
                            .as(id + " tells 401")
                            .isTrue();
                    if (operation.has("requestBody")) {
                        assertThat(operation.path("responses").has("400"))
                                .as(id + " tells 400")
                                .isTrue();
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void keepsItsOwnContractInEveryExample(String name, String operation, JsonNode example) {
        CONTRACT.operation(operation).check(example);
    }

    @Test
    void listsEveryProblemCodeOfTheHubOnceWithItsTitle() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (Path file : contracts().toList()) {
            new YAMLMapper()
                    .readTree(file.toFile())
                    .path("x-problem-codes")
                    .properties()
                    .forEach(code -> listed.put(code.getKey(), code.getValue().asText()));
        }
        List<ProblemCode> codes = codes();

        assertThat(codes).extracting(ProblemCode::code).doesNotHaveDuplicates();
        Map<String, String> known = new TreeMap<>();
        // the file servers' refusals are told in their own protocols, those of customers' pages in a customer's words
        codes.stream()
                .filter(code -> !code.code().matches("(DRP|GBD|ACC)-.*"))
                .forEach(code -> known.put(code.code(), code.title()));
        // SMT's clients know these by codes of SMT's own
        codes.stream()
                .filter(code -> !code.smtCode().equals(code.code()))
                .forEach(code -> known.put(code.smtCode(), code.title()));
        assertThat(listed).containsExactlyEntriesOf(known);
    }

    /** Only SMT's own business error looks different, and only it is no failure of the call. */
    @Test
    void givesEveryProblemACodeOfTheHousesFormAndAStatusOfARefusal() {
        for (ProblemCode code : codes()) {
            if (!code.code().equals("1")) {
                assertThat(code.code()).matches("[A-Z]{3}-\\d{3}");
                assertThat(code.httpStatus()).isBetween(400, 599);
            }
            assertThat(code.title()).isNotBlank().doesNotEndWith(".");
        }
    }

    @Test
    void namesTheSmtPathsAndWhatNeedsAToken() {
        assertThat(CONTRACT.smtPaths()).contains("/token/", "/15minintervalreads/");
        assertThat(CONTRACT.operation("smt-token").secured()).isFalse();
        assertThat(CONTRACT.operationIds().stream()
                        .filter(id -> !CONTRACT.operation(id).secured()))
                .containsExactlyInAnyOrder("smt-token", "register-third-party");
        assertThat(CONTRACT.parameterNames())
                .contains("esiid", "limit", "cursor")
                .doesNotContain("Idempotency-Key");
        assertThatThrownBy(() -> CONTRACT.operation("open-sesame")).hasMessageContaining("open-sesame");
    }

    @Test
    void asksForARightInEveryOperationOfPartnersButThoseEveryUserMayAskFor() {
        assertThat(CONTRACT.operationIds().stream()
                        .map(CONTRACT::operation)
                        .filter(operation -> operation.secured() && !operation.operator())
                        .filter(operation -> operation.right().isEmpty())
                        .map(Operation::id))
                .as("without x-right; whether the user is an administrator is for the use case")
                .containsExactlyInAnyOrder("list-users", "add-user", "change-user", "change-secret");
        assertThat(CONTRACT.operationIds().stream()
                        .map(id -> CONTRACT.operation(id).right())
                        .filter(right -> !right.isEmpty()))
                .isSubsetOf(Arrays.stream(User.Right.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=2026-01-05 | to: is required",
                "from=2026-01-05,to=tomorrow | to: ",
                "from=2026-02-30,to=2026-03-01 | from: ",
                "from=+999999999-01-01,to=2026-03-01 | from: ",
                "from=2026-01-05,to=2026-01-05,intervalSeconds=abc | intervalSeconds: ",
                "from=2026-01-05,to=2026-01-05,intervalSeconds=59 | intervalSeconds: ",
                "from=2026-01-05,to=2026-01-05,intervalSeconds=99999999999999999999 | intervalSeconds: ",
                "from=2026-01-05,to=2026-01-05,channel=consumption | channel: "
            })
    void namesTheParameterThatIsMissingOrWrong(String parameters, String fault) {
        Map<String, String> given = new TreeMap<>(Map.of("esiid", "10443720000000011"));
        for (String pair : parameters.split(",", -1)) {
            given.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }

        assertThatThrownBy(() -> CONTRACT.operation("read-intervals").check(given))
                .isInstanceOfSatisfying(
                        ContractBroken.class,
                        broken -> assertThat(broken.faults())
                                .singleElement()
                                .satisfies(one -> assertThat(one.at() + ": " + one.sentence())
                                        .startsWith(fault))
                                .returns("parameter", Fault::kind));
    }

    @Test
    void takesParametersThatKeepTheContract() {
        Operation list = CONTRACT.operation("list-han-targets");

        list.check(Map.of("requestId", "han_1", "limit", "500", "status", "UNKNOWN", "cursor", "17"));
        list.check(Map.of("requestId", "han_1"));
    }

    @Test
    void pointsAtEachFaultOfABodyAndListsTwentyAtMost() throws Exception {
        Operation send = CONTRACT.operation("send-text-message");

        assertThatThrownBy(() -> send.check(
                        json.readTree("{\"addresses\":[{\"esiid\":17},{}],\"text\":\"\",\"durationMinutes\":0}")))
                .isInstanceOfSatisfying(
                        ContractBroken.class,
                        broken -> assertThat(broken.faults())
                                .extracting(Fault::at)
                                .contains("/addresses/0/esiid", "/addresses/1", "/text", "/durationMinutes"));
        assertThatThrownBy(() -> send.check(json.readTree(
                        "{\"addresses\":[" + "{},".repeat(99) + "{}],\"text\":\"x\",\"durationMinutes\":1}")))
                .isInstanceOfSatisfying(
                        ContractBroken.class,
                        broken -> assertThat(broken.faults()).hasSize(20));
    }

    @Test
    void refusesTwoContractsThatNameOneOperation(@TempDir Path folder) throws IOException {
        String contract = "paths: { /a: { get: { operationId: twice } } }";
        Files.writeString(folder.resolve("a.yaml"), contract);
        Files.writeString(folder.resolve("b.yaml"), contract);

        assertThatThrownBy(() -> ApiContract.read(folder)).hasMessageContaining("twice");
        assertThatThrownBy(() -> ApiContract.read(folder.resolve("none"))).isInstanceOf(UncheckedIOException.class);
    }

    static Stream<Path> contracts() throws IOException {
        try (var files = Files.list(ROOT.resolve("schemas/openapi"))) {
            return files.sorted().toList().stream();
        }
    }

    static Stream<Object[]> examples() throws IOException {
        List<Object[]> examples = new ArrayList<>();
        for (Path file : contracts().toList()) {
            new YAMLMapper()
                    .readTree(file.toFile())
                    .path("paths")
                    .forEach(path -> path.forEach(operation -> operation
                            .at("/requestBody/content")
                            .forEach(content -> content.path("examples")
                                    .properties()
                                    .forEach(example -> {
                                        String id =
                                                operation.path("operationId").asText();
                                        examples.add(new Object[] {
                                            id + " " + example.getKey(),
                                            id,
                                            example.getValue().path("value")
                                        });
                                    }))));
        }
        assertThat(examples).isNotEmpty();
        return examples.stream();
    }

    private static List<ProblemCode> codes() {
        List<ProblemCode> codes = new ArrayList<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.meterport.hub").stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(ProblemCode.class))
                        .forEach(type -> codes.addAll(
                                Arrays.asList((ProblemCode[]) type.reflect().getEnumConstants())));
        assertThat(new TreeSet<>(
                        codes.stream().map(code -> code.getClass().getName()).toList()))
                .hasSizeGreaterThanOrEqualTo(5);
        return codes;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
