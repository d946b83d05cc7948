package org.meterport.hub.party.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.meterport.hub.filedrop.FileAccount;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.filedrop.HashedFileAccounts.Directory;
import org.meterport.hub.filedrop.HashedFileAccounts.Entry;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The logins of the file servers as a table. A suspended Third Party has none. */
final class FileAccountTable implements Directory {

    private static final Logger LOG = LoggerFactory.getLogger(FileAccountTable.class);

    private final Transactions transactions;
    private final JdbcTemplate jdbc;
    private final FileDropFolders folders;

    FileAccountTable(Transactions transactions, JdbcTemplate jdbc, FileDropFolders folders) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.folders = folders;
    }

    @Override
    public Optional<Entry> find(String name) {
        try {
            return transactions.asOperator(() -> jdbc
                    .query(
                            "SELECT a.user_name, a.third_party_id, a.tdsp_id, a.password_hash, a.public_keys"
                                    + " FROM file_account a LEFT JOIN third_party t ON t.id = a.third_party_id"
                                    + " WHERE a.user_name = ? AND (t.id IS NULL OR t.status = 'ACTIVE')",
                            (row, n) -> entry(
                                    row.getString(1),
                                    Optional.ofNullable(row.getString(2)),
                                    Optional.ofNullable(row.getString(3)),
                                    row.getString(4),
                                    row.getString(5)),
                            name)
                    .stream()
                    .findFirst());
        } catch (DataAccessException away) {
            throw new Unavailable("database", "the accounts of the file drop cannot be read", away);
        }
    }

    private Entry entry(
            String name, Optional<String> thirdParty, Optional<String> tdsp, String passwordHash, String publicKeys) {
        Path home = thirdParty
                .map(folders::thirdParty)
                .orElseGet(() -> folders.tdsp(tdsp.orElseThrow()).home());
        FileAccount.Kind kind = thirdParty.isPresent() ? FileAccount.Kind.THIRD_PARTY : FileAccount.Kind.TDSP;
        return new Entry(new FileAccount(name, home, kind), passwordHash, keys(name, publicKeys));
    }

    private static List<PublicKey> keys(String name, String lines) {
        List<PublicKey> keys = new ArrayList<>();
        for (String line : lines.lines().filter(one -> !one.isBlank()).toList()) {
            try {
                keys.add(AuthorizedKeyEntry.parseAuthorizedKeyEntry(line)
                        .resolvePublicKey(null, PublicKeyEntryResolver.FAILING));
            } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
                LOG.warn("a public key of the file account {} cannot be read and does not count", name);
            }
        }
        return keys;
    }
}
