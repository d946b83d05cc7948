package org.meterport.hub.portal.adapter;

import org.meterport.hub.portal.adapter.PortalCalls.Answer;

/** Ends a page that cannot be shown, with the problem the flow answered. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refused(Answer answer) {
        super(answer.text("code"), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
