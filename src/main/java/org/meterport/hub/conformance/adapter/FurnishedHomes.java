package org.meterport.hub.conformance.adapter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.Quality;
import org.meterport.hub.conformance.Rehearsal;
import org.meterport.hub.conformance.RehearsalHomes;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.usage.UsageStore;
import org.meterport.hub.usage.UsageStore.FileWriter;
import org.meterport.hub.usage.UsageStore.StoredFile;

/** Premise, customer and readings of a home that nobody lives in. */
final class FurnishedHomes implements RehearsalHomes {

    private static final int DAYS = 45;
    private static final int INTERVAL_SECONDS = 900;

    /** Watt-hours in a quarter of an hour, at each hour of the day. */
    private static final int[] DAY = {
        120, 110, 105, 100, 105, 140, 220, 260, 210, 180, 175, 180, 200, 190, 190, 230, 310, 420, 510, 530, 470, 360,
        240, 150
    };

    private final Premises premises;
    private final UsageStore usage;
    private final Ids ids;

    FurnishedHomes(Premises premises, UsageStore usage, Ids ids) {
        this.premises = premises;
        this.usage = usage;
        this.ids = ids;
    }

    @Override
    public void furnish(Rehearsal rehearsal, String tdsp, ThirdParty company, Instant now) {
        var customer = new Customer(
                new CustomerId(ids.next("cus_")), company.email(), "Rehearsal of " + company.legalName(), Language.EN);
        premises.put(
                List.of(new Premise(
                        rehearsal.esiid(),
                        tdsp,
                        rehearsal.meterNumber(),
                        new Premise.Rep("Rehearsal REP", rehearsal.repCertificate()),
                        new Premise.Address("1 Rehearsal Way", "Austin", "78701"),
                        Optional.of(customer))),
                now);
        String name = "rehearsal-" + rehearsal.esiid();
        var file = new StoredFile(ids.next("ufl_"), tdsp, name, name, null, 0, 0, true);
        LocalDate yesterday = LocalDate.ofInstant(now, DayGrid.CENTRAL).minusDays(1);
        long readings = 0;
        try (FileWriter writer = usage.write(file)) {
            for (LocalDate day = yesterday.minusDays(DAYS - 1); !day.isAfter(yesterday); day = day.plusDays(1)) {
                DayReadings made = day(new Esiid(rehearsal.esiid()), day, now);
                writer.accept(made);
                readings += made.present();
            }
            writer.finish(file.counted(DAYS, readings));
        }
        usage.acknowledged(file.id());
    }

    private static DayReadings day(Esiid esiid, LocalDate day, Instant now) {
        DayGrid grid = DayGrid.of(day, INTERVAL_SECONDS);
        int[] energy = new int[grid.slots()];
        for (int slot = 0; slot < energy.length; slot++) {
            energy[slot] = DAY[grid.localStart(slot).getHour()] + slot % 4;
        }
        String qualities = String.valueOf(Quality.ACTUAL.code()).repeat(grid.slots());
        return DayReadings.of(esiid, Channel.CONSUMPTION, grid, now, energy, qualities);
    }
}
