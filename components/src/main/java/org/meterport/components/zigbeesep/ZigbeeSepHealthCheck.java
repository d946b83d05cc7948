package org.meterport.components.zigbeesep;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.meterport.han.headend.HeadEnd;

/** Asks the head-end for the standing of no token at all, which it can only answer when it can be reached. */
final class ZigbeeSepHealthCheck extends AbstractHealthCheck {
    private static final int PATIENCE_SECONDS = 5;

    private final HeadEnd headEnd;

    ZigbeeSepHealthCheck(String id, HeadEnd headEnd) {
        super("camel", id);
        this.headEnd = headEnd;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            headEnd.query(List.of())
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            builder.up();
        } catch (CompletionException e) {
            builder.down();
            builder.message("the head-end cannot be reached");
            builder.error(e.getCause() == null ? e : e.getCause());
        }
    }
}
