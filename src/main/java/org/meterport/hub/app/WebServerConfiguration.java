package org.meterport.hub.app;

import java.net.InetAddress;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.meterport.hub.tls.TrustedClients;
import org.meterport.hub.tls.adapter.ServerTls;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * HTTP beside the server's own HTTPS, both on the same address, loopback until a setting opens it; and how a call gets
 * from there into its flow.
 */
@Configuration(proxyBeanMethods = false)
public class WebServerConfiguration {

    private static final String CONNECTOR = "org.apache.coyote.http11.Http11NioProtocol";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bothProtocols(
            ServerTls tls,
            TrustedClients clients,
            @Value("${meterport.http.bind}") InetAddress bind,
            @Value("${meterport.http.port}") int port,
            @Value("${server.tomcat.max-keep-alive-requests}") String callsOfAConnection) {
        return factory -> {
            var https = new Ssl();
            https.setCertificate(tls.files().certificate().toUri().toString());
            https.setCertificatePrivateKey(tls.files().privateKey().toUri().toString());
            https.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            clients.trusted().ifPresent(authorities -> {
                // asked for and not insisted on: customers' browsers have none
                https.setClientAuth(Ssl.ClientAuth.WANT);
                https.setTrustCertificate(authorities.toUri().toString());
            });
            factory.setSsl(https);
            var connector = new Connector(CONNECTOR);
            connector.setPort(port);
            boolean unused = connector.setProperty("maxKeepAliveRequests", callsOfAConnection);
            ((AbstractProtocol<?>) connector.getProtocolHandler()).setAddress(bind);
            factory.addAdditionalTomcatConnectors(connector);
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ServerRefusal.class.getName());
                }
            });
        };
    }

    /**
     * Lets a call's flow run in the thread that took the call. Handed to another thread, the flow would write the answer
     * while the first thread's filters still write its headers, and Tomcat's response is not made for two.
     */
    @Bean("platform-http-engine")
    PlatformHttpEngine callsInTheirOwnThread(@Value("${server.port}") int port) {
        return new SpringBootPlatformHttpEngine(port, Runnable::run);
    }
}
