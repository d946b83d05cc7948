package org.meterport.hub.tls.adapter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.tls.TlsSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The keys {@code meterport.tls.*}; their meaning stands at {@link TlsSettings}. */
@ConfigurationProperties("meterport.tls")
public record TlsProperties(
        @DefaultValue("data/tls") Path folder,
        @DefaultValue List<String> names,
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable Path clientAuthorities) {

    TlsSettings settings() {
        return new TlsSettings(folder, names, Optional.ofNullable(certificate), Optional.ofNullable(privateKey));
    }
}
