package org.meterport.components.zigbeesep;

import java.util.Arrays;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.HeadEnd;

/** Creates {@code zigbee-sep} endpoints. */
@Component(ZigbeeSepConstants.SCHEME)
public class ZigbeeSepComponent extends HealthCheckComponent {
    @Metadata(description = "Options that endpoints begin with.")
    private ZigbeeSepConfiguration configuration = new ZigbeeSepConfiguration();

    @Metadata(
            autowired = true,
            description =
                    "The head-end to use where an endpoint names none. By default the only bean of that type in the registry.")
    private @Nullable HeadEnd headEnd;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new ZigbeeSepEndpoint(uri, this, operation(remaining), configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static ZigbeeSepOperation operation(String name) {
        return Arrays.stream(ZigbeeSepOperation.values())
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("zigbee-sep knows no operation '" + name
                        + "', but these: " + Arrays.toString(ZigbeeSepOperation.values())));
    }

    public ZigbeeSepConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ZigbeeSepConfiguration configuration) {
        this.configuration = configuration;
    }

    public @Nullable HeadEnd getHeadEnd() {
        return headEnd;
    }

    public void setHeadEnd(@Nullable HeadEnd headEnd) {
        this.headEnd = headEnd;
    }
}
