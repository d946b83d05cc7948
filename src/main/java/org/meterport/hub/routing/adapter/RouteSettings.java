package org.meterport.hub.routing.adapter;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the flows are and how they are watched.
 *
 * @param folder of the flow files
 * @param quiet how long a file must rest before it is read
 * @param rescanPeriod longest time until a change is seen where the file system reports none
 * @param drain how long messages in flight may take before a changed flow is stopped over them
 */
@ConfigurationProperties("meterport.routes")
public record RouteSettings(
        @DefaultValue("routes") Path folder,
        @DefaultValue("300ms") Duration quiet,
        @DefaultValue("5s") Duration rescanPeriod,
        @DefaultValue("10s") Duration drain) {}
