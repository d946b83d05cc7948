package org.meterport.hub.portal.adapter;

import org.springframework.web.servlet.ModelAndView;

/** Asks once before something that cannot be taken back. */
final class Confirmation {

    private Confirmation() {}

    /**
     * @param back the page it is about
     * @param act what follows {@code back} in the address that does it
     */
    static ModelAndView of(String here, String question, String detail, String button, String back, String act) {
        ModelAndView page = new ModelAndView("portal/confirm");
        page.addObject("here", here);
        page.addObject("question", question);
        page.addObject("detail", detail);
        page.addObject("button", button);
        page.addObject("back", back);
        page.addObject("action", back + act);
        return page;
    }
}
