package org.meterport.hub.mailcatcher.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.mailcatcher.CaughtMail;
import org.meterport.hub.mailcatcher.MailFolder;
import org.meterport.hub.mailcatcher.MailId;

/** What the pages show of the folder. */
final class CaughtMails {

    /** How many mails a list shows. */
    static final int SHOWN = 200;

    private final MailFolder folder;
    private final MimeReader reader = new MimeReader();

    CaughtMails(MailFolder folder) {
        this.folder = folder;
    }

    /** Newest first, {@value #SHOWN} at most. */
    List<CaughtMail> newest() {
        try {
            List<CaughtMail> mails = new ArrayList<>();
            for (MailId id : folder.newestFirst(SHOWN)) {
                folder.read(id).ifPresent(file -> mails.add(reader.read(id, file)));
            }
            return mails;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param id as a caller wrote it */
    Optional<CaughtMail> find(String id) {
        var known = MailId.of(id);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        try {
            return folder.read(known.get()).map(file -> reader.read(known.get(), file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
