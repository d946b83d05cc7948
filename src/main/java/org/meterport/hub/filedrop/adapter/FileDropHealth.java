package org.meterport.hub.filedrop.adapter;

import org.meterport.hub.filedrop.FileDropState;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Shows the file servers in health: the ports they listen on, and in one sentence what is wrong. */
final class FileDropHealth implements HealthIndicator {

    private final FileDrop drop;

    FileDropHealth(FileDrop drop) {
        this.drop = drop;
    }

    @Override
    public Health health() {
        return health(drop.state());
    }

    static Health health(FileDropState state) {
        var health = state.isUp() ? Health.up() : Health.down();
        state.ftpsPort().ifPresent(port -> health.withDetail("ftpsPort", port));
        state.sftpPort().ifPresent(port -> health.withDetail("sftpPort", port));
        health.withDetail("folderWritable", state.folderWritable());
        state.cause().ifPresent(cause -> health.withDetail("cause", cause));
        return health.build();
    }
}
