package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.filedrop.PublishedFiles;
import org.meterport.hub.filedrop.UploadLimits;
import org.meterport.hub.han.Address;
import org.meterport.hub.han.DispatchQueue;
import org.meterport.hub.han.HanDeviceOrder.Source;
import org.meterport.hub.han.HanDeviceOrder.State;
import org.meterport.hub.han.HanMessage.Text;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.SendMessage;
import org.meterport.hub.han.WriteStatusFiles;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;

/** Status files in the folders, and the list of what did not arrive, on a real database and disk. */
class HanStatusIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String HOME = "10443720000000011";
    private static final String DISPLAY = "000D6F000A9069E7";

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final JdbcHanRequests requests = new JdbcHanRequests(DATABASE.jdbc(), json, clock);
    private final JdbcHanDevices devices =
            new JdbcHanDevices(DATABASE.jdbc(), SampleAgreements.SEALING, (party, kind, data) -> {});
    private final JdbcStatusRows rows = new JdbcStatusRows(DATABASE.jdbc(), devices, requests);
    private final SendMessage sendText = new SendMessage(
            requests,
            new DispatchQueue(new JdbcOutbox(DATABASE.jdbc(), json, clock), 500),
            new UlidIds(clock, new Random(9)),
            clock,
            80);
    private final HanExceptionsApi api = new HanExceptionsApi(transactions, rows, clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        new SampleAgreements(DATABASE, clock).reset();
    }

    @Test
    void writesYesterdaysDevicesAndTargetsOnceIntoEachOwnFolder() throws IOException {
        device("dev_1", Samples.BLUEBONNET, State.JOINED);
        device("dev_2", Samples.LONESTAR, State.JOINED);
        HanRequest request = text(Samples.BLUEBONNET, HOME, "no address");
        clock.set(Samples.NOW.plus(Duration.ofDays(1)));

        files().write();
        files().write();

        Path own = folder.resolve("tp_bluebonnet/hanstatus");
        assertThat(names(own)).containsExactly("han-devices-2026-02-10.csv", "han-targets-2026-02-10.csv");
        assertThat(Files.readAllLines(own.resolve("han-devices-2026-02-10.csv")))
                .containsExactly(
                        "device_id,esiid,device,state,reason,source,requested_at,updated_at",
                        "dev_1," + HOME + "," + DISPLAY + ",JOINED,,THIRD_PARTY," + Samples.NOW + "," + Samples.NOW);
        assertThat(Files.readAllLines(own.resolve("han-targets-2026-02-10.csv")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith(request.id() + ",TEXT,0," + HOME + ",,RECEIVED,,"))
                .anySatisfy(line ->
                        assertThat(line).startsWith(request.id() + ",TEXT,1,no address,,REJECTED_BY_HUB,HAN-201,"));
        assertThat(Files.readString(folder.resolve("tp_lonestar/hanstatus/han-devices-2026-02-10.csv")))
                .contains("dev_2")
                .doesNotContain("dev_1");
    }

    @Test
    void tellsReasonAndSourceOfARemovalOnTheDayAfterAndNotForEver() throws IOException {
        device("dev_1", Samples.BLUEBONNET, State.REMOVED);
        clock.set(Samples.NOW.plus(Duration.ofDays(1)));
        files().write();
        clock.set(Samples.NOW.plus(Duration.ofDays(2)));
        device("dev_3", Samples.BLUEBONNET, State.JOINED);
        files().write();

        Path own = folder.resolve("tp_bluebonnet/hanstatus");
        assertThat(Files.readString(own.resolve("han-devices-2026-02-10.csv"))).contains(",REMOVED,MOVE_OUT,UTILITY,");
        assertThat(Files.readString(own.resolve("han-devices-2026-02-11.csv")))
                .doesNotContain("dev_1")
                .contains("dev_3");
    }

    @Test
    void listsWhatDidNotArriveOfAllMessagesPageByPageAndToItsOwnerOnly() {
        HanRequest first = text(Samples.BLUEBONNET, "no address", HOME, "nor this");
        text(Samples.LONESTAR, "another's");
        HanRequest second = text(Samples.BLUEBONNET, "this neither");

        var page = json.valueToTree(api.list(asking(Map.of("limit", "2"))).body());
        assertThat(page.path("items").findValuesAsText("esiid")).containsExactly("no address", "nor this");
        assertThat(page.path("items").path(0).path("requestId").asText()).isEqualTo(first.id());
        var next = json.valueToTree(
                api.list(asking(Map.of("cursor", page.path("nextCursor").asText())))
                        .body());

        assertThat(next.path("items").findValuesAsText("requestId")).containsExactly(second.id());
        assertThat(next.has("nextCursor")).isFalse();
        clock.set(Samples.NOW.plus(Duration.ofDays(2)));
        assertThat(json.valueToTree(api.list(asking(Map.of())).body()).path("items"))
                .isEmpty();
    }

    private WriteStatusFiles files() {
        return new WriteStatusFiles(
                transactions,
                rows,
                new PublishedFiles(new UploadLimits(1, 0)),
                party -> folder.resolve(party.value()),
                clock);
    }

    private void device(String id, ThirdPartyId party, State state) {
        DATABASE.jdbc()
                .update(
                        "INSERT INTO han_device (id, third_party_id, esiid, device, join_days, state, reason, source,"
                                + " add_asked, requested_at, updated_at) VALUES (?, ?, ?, ?, 7, ?, ?, ?, true, ?::timestamptz,"
                                + " ?::timestamptz)",
                        id,
                        party.value(),
                        HOME,
                        DISPLAY,
                        state.name(),
                        state == State.REMOVED ? "MOVE_OUT" : null,
                        (state == State.REMOVED ? Source.UTILITY : Source.THIRD_PARTY).name(),
                        clock.instant().toString(),
                        clock.instant().toString());
    }

    private HanRequest text(ThirdPartyId party, String... esiids) {
        return transactions.asPartner(
                party,
                () -> sendText.accept(
                        party,
                        new Text("Power is cheap", "LOW", false),
                        List.of(esiids).stream()
                                .map(esiid -> new Address(esiid, Optional.empty()))
                                .toList(),
                        Optional.empty(),
                        Duration.ofMinutes(60)));
    }

    private ApiRequest asking(Map<String, String> parameters) {
        return new ApiRequest(
                "list-han-exceptions",
                Optional.of(new ApiCaller(Samples.BLUEBONNET, "any")),
                parameters,
                json.missingNode(),
                Optional.empty(),
                "req_1");
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
