package org.meterport.hub.tls.adapter;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the server identity as soon as anything asks for it: the HTTPS connector does so before other beans exist. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TlsProperties.class)
public class TlsConfiguration {

    /** Needs the application's clock. */
    @Bean(initMethod = "start", destroyMethod = "close")
    ServerTls serverTls(TlsProperties properties, Clock clock) {
        return new ServerTls(properties.settings(), clock, new SecureRandom());
    }

    @Bean
    ClientCertificateAuthority clientAuthority(ServerTls tls, TlsProperties properties) {
        return tls.clientAuthority(Optional.ofNullable(properties.clientAuthorities()));
    }
}
