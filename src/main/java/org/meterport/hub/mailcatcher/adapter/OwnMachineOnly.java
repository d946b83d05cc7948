package org.meterport.hub.mailcatcher.adapter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps the catcher's pages to callers on this machine, whatever address the hub listens on: a link in a caught mail
 * answers for a customer. A request that says it was forwarded came from elsewhere.
 */
final class OwnMachineOnly implements HandlerInterceptor {

    private final boolean pagesForAll;

    OwnMachineOnly(boolean pagesForAll) {
        this.pagesForAll = pagesForAll;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        // an address, never a name: nothing is looked up
        boolean near = InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && request.getHeader("Forwarded") == null
                && request.getHeader("X-Forwarded-For") == null;
        if (near || pagesForAll) {
            return true;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter()
                .print("Caught mails are shown on the hub's own machine only;"
                        + " meterport.mail-catcher.pages-for-all=true opens them.\n");
        return false;
    }
}
