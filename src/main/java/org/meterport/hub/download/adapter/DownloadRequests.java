package org.meterport.hub.download.adapter;

import org.meterport.hub.download.Choice;
import org.meterport.hub.download.Downloads.Download;
import org.meterport.hub.download.MyData;
import org.meterport.hub.premise.Language;

/** What the button of the page asks for, for the flow {@code green-button-request}. */
public final class DownloadRequests {

    private final MyData myData;

    DownloadRequests(MyData myData) {
        this.myData = myData;
    }

    /** A press of the button. */
    public record Wanted(Choice choice, Language language) {}

    /** Body: a {@link Wanted}; the download that is owed then. */
    public Download request(Wanted wanted) {
        return myData.mail(wanted.choice(), wanted.language());
    }
}
