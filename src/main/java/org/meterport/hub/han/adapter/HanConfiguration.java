package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.HeadEnd;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.filedrop.PublishedFiles;
import org.meterport.hub.han.CancelMessages;
import org.meterport.hub.han.DeviceGrants;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.DispatchChunk.Overlap;
import org.meterport.hub.han.DispatchDevice;
import org.meterport.hub.han.DispatchQueue;
import org.meterport.hub.han.EndSilence;
import org.meterport.hub.han.HanDevices;
import org.meterport.hub.han.HanMessage.CancelScope;
import org.meterport.hub.han.HanRequests;
import org.meterport.hub.han.HeadEndRate;
import org.meterport.hub.han.ManageDevices;
import org.meterport.hub.han.RecordDevice;
import org.meterport.hub.han.RecordOutcome;
import org.meterport.hub.han.SendMessage;
import org.meterport.hub.han.StatusRows;
import org.meterport.hub.han.TellTargets;
import org.meterport.hub.han.TestHomes;
import org.meterport.hub.han.WriteStatusFiles;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.secrets.Sealing;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.webhook.PartnerEvents;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires device messages. */
@Configuration(proxyBeanMethods = false)
public class HanConfiguration {

    @Bean
    HanRequests hanRequests(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        return new JdbcHanRequests(jdbc, json, clock);
    }

    @Bean
    HeadEndRate headEndRate(
            Transactions transactions,
            JdbcTemplate jdbc,
            Clock clock,
            HeadEnd headEnd,
            @Value("${meterport.han.targets-per-second}") int targetsPerSecond) {
        Capabilities can = headEnd.capabilities();
        return new JdbcHeadEndRate(
                transactions,
                jdbc,
                clock,
                targetsPerSecond == 0 ? can.targetsPerSecond() : targetsPerSecond,
                can.maxTargetsPerSubmit());
    }

    @Bean
    DispatchQueue dispatchQueue(Outbox outbox, HeadEndRate rate) {
        return new DispatchQueue(outbox, rate.chunk());
    }

    @Bean
    TestHomes testHomes(
            JdbcTemplate jdbc,
            Clock clock,
            @Value("${meterport.han.test-homes.esiids}") List<String> esiids,
            @Value("${meterport.han.test-homes.lent-for}") Duration lending) {
        return new JdbcTestHomes(jdbc, clock, esiids, lending);
    }

    @Bean
    DeviceGrants deviceGrants(Grants grants, TestHomes testHomes) {
        return new DeviceGrants(grants, testHomes);
    }

    @Bean
    TestHomeApi testHomeApi(TestHomes testHomes, Transactions transactions) {
        return new TestHomeApi(testHomes, transactions);
    }

    @Bean
    EndSilence endSilence(
            Transactions transactions,
            HanRequests requests,
            PartnerEvents partnerEvents,
            Clock clock,
            HeadEnd headEnd,
            @Value("${meterport.han.silence.patience}") Duration patience) {
        return new EndSilence(
                transactions,
                requests,
                partnerEvents,
                clock,
                headEnd.capabilities().reports(),
                patience);
    }

    @Bean
    TellTargets tellTargets(Transactions transactions, HanRequests requests, PartnerEvents partnerEvents) {
        return new TellTargets(transactions, requests, partnerEvents);
    }

    @Bean
    HanApi hanApi(
            HanRequests requests,
            DispatchQueue queue,
            Ids ids,
            Clock clock,
            HeadEnd headEnd,
            FirstAnswers firstAnswers,
            Transactions transactions,
            @Value("${meterport.han.provider-id}") long provider,
            @Value("${meterport.han.cancel-all}") CancelScope cancelAll) {
        Capabilities can = headEnd.capabilities();
        return new HanApi(
                new SendMessage(requests, queue, ids, clock, can.maxTextBytes()),
                new CancelMessages(requests, queue, ids, clock, cancelAll),
                requests,
                firstAnswers,
                transactions,
                provider,
                can.acknowledgedPrices());
    }

    @Bean
    HanDispatch hanDispatch(
            Transactions transactions,
            HanRequests requests,
            DeviceGrants grants,
            DispatchQueue queue,
            HeadEndRate rate,
            JdbcTemplate jdbc,
            Clock clock,
            @Value("${meterport.han.overlap}") Overlap overlap) {
        return new HanDispatch(
                new DispatchChunk(transactions, requests, grants, queue, clock, overlap),
                rate,
                new JdbcMeterTurns(transactions, jdbc, clock));
    }

    @Bean
    StatusRows statusRows(JdbcTemplate jdbc, HanDevices devices, HanRequests requests) {
        return new JdbcStatusRows(jdbc, devices, requests);
    }

    @Bean
    WriteStatusFiles writeStatusFiles(
            Transactions transactions, StatusRows rows, PublishedFiles files, FileDropFolders folders, Clock clock) {
        return new WriteStatusFiles(transactions, rows, files, party -> folders.thirdParty(party.value()), clock);
    }

    @Bean
    HanExceptionsApi hanExceptionsApi(Transactions transactions, StatusRows rows, Clock clock) {
        return new HanExceptionsApi(transactions, rows, clock);
    }

    @Bean
    HanOutcome hanOutcome(Transactions transactions, HanRequests requests, HanDevices devices, Clock clock) {
        return new HanOutcome(
                new RecordOutcome(transactions, requests, clock), new RecordDevice(transactions, devices, clock));
    }

    @Bean
    HanDevices hanDevices(JdbcTemplate jdbc, SecretFolder secrets, SecureRandom random, PartnerEvents partnerEvents) {
        byte[] key = Base64.getUrlDecoder().decode(secrets.secret("install-code-key"));
        return new JdbcHanDevices(jdbc, new Sealing(key, random), partnerEvents);
    }

    @Bean
    ManageDevices manageDevices(
            Transactions transactions, HanDevices devices, DeviceGrants grants, Outbox outbox, Ids ids, Clock clock) {
        return new ManageDevices(transactions, devices, grants, outbox, ids, clock);
    }

    @Bean
    HanDeviceApi hanDeviceApi(
            ManageDevices manageDevices, HanDevices devices, FirstAnswers firstAnswers, Transactions transactions) {
        return new HanDeviceApi(manageDevices, devices, firstAnswers, transactions);
    }

    @Bean
    HanDeviceDispatch hanDeviceDispatch(
            Transactions transactions, HanDevices devices, DeviceGrants grants, Clock clock) {
        return new HanDeviceDispatch(new DispatchDevice(transactions, devices, grants, clock));
    }
}
