package org.meterport.hub.signin.adapter;

import java.util.List;
import org.meterport.hub.signin.Visitor;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A visitor as Spring Security knows it, with the visitor's kind as its one authority. Made anew at every click. */
public final class VisitorLogin extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Visitor visitor;

    VisitorLogin(Visitor visitor) {
        super(List.of(new SimpleGrantedAuthority(visitor.kind().name())));
        this.visitor = visitor;
        setAuthenticated(true);
    }

    public Visitor visitor() {
        return visitor;
    }

    @Override
    public String getName() {
        return visitor.name();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return visitor;
    }
}
