package org.meterport.hub.api.adapter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The one user of the operator's API: {@code operator}, with the hub's own secret {@code operator-password}. */
final class OperatorLogin implements AuthenticationProvider {

    static final String ROLE = "ROLE_OPERATOR";

    private final byte[] password;

    OperatorLogin(String password) {
        this.password = password.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Authentication authenticate(Authentication login) {
        boolean right = MessageDigest.isEqual(
                password, String.valueOf(login.getCredentials()).getBytes(StandardCharsets.UTF_8));
        if (!right || !"operator".equals(login.getName())) {
            throw new BadCredentialsException("user name or password is wrong");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                "operator", null, List.of(new SimpleGrantedAuthority(ROLE)));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
