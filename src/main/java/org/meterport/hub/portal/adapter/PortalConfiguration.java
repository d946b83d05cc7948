package org.meterport.hub.portal.adapter;

import java.nio.file.Path;
import org.meterport.hub.portal.DocumentFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the start page. */
@Configuration(proxyBeanMethods = false)
public class PortalConfiguration {

    @Bean
    StartPages startPages(
            @Value("${meterport.schemas}") Path schemas,
            @Value("${meterport.root:.}") Path root,
            Environment settings) {
        return new StartPages(
                new DocumentFolder(schemas.resolve("openapi"), ".yaml"),
                new DocumentFolder(root.resolve("docs"), ".md"),
                settings);
    }
}
