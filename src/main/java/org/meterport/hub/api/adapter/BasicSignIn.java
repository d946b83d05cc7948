package org.meterport.hub.api.adapter;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** Who a program is that shows a name, a password and a certificate at every call, instead of a token. */
@FunctionalInterface
public interface BasicSignIn {

    /**
     * @param address the network the call came from
     * @param certificate what the connection proved; empty for one without
     * @param exempt whether a connection without a certificate will do
     * @throws org.meterport.hub.shared.Rejection when name, password and certificate do not belong together
     */
    ApiCaller signIn(
            String user, String password, String address, Optional<X509Certificate> certificate, boolean exempt);
}
