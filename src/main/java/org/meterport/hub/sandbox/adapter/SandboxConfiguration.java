package org.meterport.hub.sandbox.adapter;

import java.time.Clock;
import org.meterport.han.headend.Esiid;
import org.meterport.han.sim.DeviceKind;
import org.meterport.han.sim.Hands;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.SandboxDevice;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the sandbox, where it is enabled. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("meterport.sandbox.enabled")
public class SandboxConfiguration {

    @Bean
    SandboxAccounts sandboxAccounts(SecretFolder secrets) {
        return new SandboxAccounts(secrets);
    }

    /** The neighbourhood, in the tables and at the head-end before any flow starts. */
    @Bean
    @DependsOn("flywayInitializer")
    Neighbourhood neighbourhood(
            Transactions transactions,
            JdbcTemplate jdbc,
            UsageStore usage,
            SandboxAccounts accounts,
            SecretHashes hashes,
            Ids ids,
            Clock clock,
            ObjectProvider<SimulatedHeadEnd> headEnd,
            @Value("${meterport.sandbox.seed}") long seed) {
        var neighbourhood = Neighbourhood.of(seed, SandboxSetup.yesterday(clock));
        new SandboxSetup(transactions, jdbc, usage, accounts, hashes, ids, clock).fill(neighbourhood, seed);
        headEnd.ifAvailable(
                simulated -> neighbourhood.premises().forEach(premise -> declare(simulated.hands(), premise)));
        return neighbourhood;
    }

    private static void declare(Hands hands, Premise premise) {
        var esiid = new Esiid(premise.esiid().value());
        hands.premise(esiid);
        for (SandboxDevice device : premise.devices()) {
            hands.joined(esiid, device.address(), kind(device.kind()), device.installCode());
        }
    }

    private static DeviceKind kind(SandboxDevice.Kind kind) {
        return switch (kind) {
            case DISPLAY -> DeviceKind.DISPLAY;
            case THERMOSTAT -> DeviceKind.THERMOSTAT;
            case LOAD_CONTROL_SWITCH -> DeviceKind.SWITCH;
        };
    }
}
