package org.meterport.hub.party.adapter;

import java.security.SecureRandom;
import java.time.Clock;
import org.meterport.hub.api.adapter.BasicSignIn;
import org.meterport.hub.api.adapter.CallerStanding;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.filedrop.FileAccounts;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.filedrop.HashedFileAccounts;
import org.meterport.hub.limits.GuardLogins;
import org.meterport.hub.party.CheckSecret;
import org.meterport.hub.party.ClientCertificates;
import org.meterport.hub.party.IssueToken;
import org.meterport.hub.party.ManageCertificates;
import org.meterport.hub.party.ManageUsers;
import org.meterport.hub.party.RegisterThirdParty;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.tls.ClientAuthority;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** Wires parties, credentials and tokens. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PartySettings.class)
public class PartyConfiguration {

    @Bean
    LateStandings lateStandings() {
        return new LateStandings();
    }

    @Bean
    JdbcParties parties(JdbcTemplate jdbc, LateStandings lately) {
        return new JdbcParties(jdbc, lately);
    }

    @Bean
    SecretHashes secretHashes() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new RememberingHashes(new SlowHashes(new BCryptPasswordEncoder(10)), key);
    }

    @Bean
    CheckSecret checkSecret(Transactions transactions, JdbcParties parties, SecretHashes hashes, Clock clock) {
        return new CheckSecret(transactions, parties, parties, hashes, clock);
    }

    @Bean
    IssueToken issueToken(CheckSecret checkSecret, JwtEncoder encoder, GuardLogins guard, Clock clock) {
        IssueToken.Tokens tokens = (credential, issuedAt, expiresAt) -> encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).build(),
                        JwtClaimsSet.builder()
                                .issuer("meterport")
                                .subject(credential.userName())
                                .claim("third_party", credential.thirdParty().value())
                                .issuedAt(issuedAt)
                                .expiresAt(expiresAt)
                                .build()))
                .getTokenValue();
        return new IssueToken(checkSecret, tokens, guard, clock);
    }

    @Bean
    FileAccounts fileAccounts(
            Transactions transactions, JdbcTemplate jdbc, FileDropFolders folders, SecretHashes hashes) {
        return new HashedFileAccounts(
                new FileAccountTable(transactions, jdbc, folders),
                hashes::matches,
                hashes.hash("nobody has this password"));
    }

    @Bean
    CallerStanding callerStanding(Transactions transactions, JdbcParties parties, LateStandings lately) {
        return new JdbcCallerStanding(transactions, parties, lately);
    }

    @Bean
    UserApi userApi(
            JdbcParties parties,
            SecretHashes hashes,
            PartySettings settings,
            FirstAnswers firstAnswers,
            Transactions transactions,
            Clock clock) {
        return new UserApi(
                new ManageUsers(parties, hashes, settings.secretOverlap(), clock), firstAnswers, transactions);
    }

    @Bean
    CompanyApi companyApi(
            JdbcParties parties,
            SecretHashes hashes,
            PartySettings settings,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new CompanyApi(
                new RegisterThirdParty(
                        transactions,
                        parties,
                        parties,
                        hashes,
                        ids,
                        clock,
                        settings.termsVersion(),
                        settings.conformanceRequired()),
                parties,
                transactions);
    }

    @Bean
    ClientCertificates clientCertificates(JdbcTemplate jdbc) {
        return new JdbcClientCertificates(jdbc);
    }

    @Bean
    BasicSignIn basicSignIn(
            IssueToken issueToken, ClientCertificates certificates, Transactions transactions, Clock clock) {
        return new CertifiedSignIn(issueToken, certificates, transactions, clock);
    }

    @Bean
    CertificateApi certificateApi(
            ClientCertificates certificates,
            JdbcParties parties,
            ClientAuthority authority,
            Ids ids,
            FirstAnswers firstAnswers,
            Transactions transactions,
            Clock clock) {
        return new CertificateApi(
                new ManageCertificates(certificates, parties, authority, ids, clock),
                firstAnswers,
                transactions,
                clock);
    }

    @Bean
    TokenApi tokenApi(IssueToken issueToken) {
        return new TokenApi(issueToken);
    }
}
