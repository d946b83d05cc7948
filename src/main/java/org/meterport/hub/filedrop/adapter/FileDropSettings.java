package org.meterport.hub.filedrop.adapter;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.filedrop.LoginLimit;
import org.meterport.hub.filedrop.UploadLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The keys {@code meterport.filedrop.*}.
 *
 * @param root holds the folders of all accounts; on shared storage when several hub processes serve it
 * @param bindAddress the address both servers listen on; loopback until an operator opens it
 * @param ftpsPort explicit TLS; 0 takes a free one
 * @param ftpsPassivePorts what a firewall must let through for data, {@code 2300-2399}; 0 takes free ones
 * @param ftpsPassiveAddress told to clients instead of the address they reached, where a gateway translates
 * @param sftpPort 0 takes a free one
 * @param maxFileSize the largest upload
 * @param minimumFreeSpace below it uploads and reports wait
 * @param maxConnections of each server at once
 * @param idleTimeout after which a silent connection is closed; whole seconds
 * @param ftpsSessionReuse whether a data connection must resume the TLS session of its control connection
 */
@ConfigurationProperties("meterport.filedrop")
public record FileDropSettings(
        @DefaultValue("data/filedrop") Path root,
        @DefaultValue("127.0.0.1") String bindAddress,
        @DefaultValue("2121") int ftpsPort,
        @DefaultValue("2300-2399") String ftpsPassivePorts,
        @Nullable String ftpsPassiveAddress,
        @DefaultValue("2222") int sftpPort,
        @DefaultValue("2GB") DataSize maxFileSize,
        @DefaultValue("512MB") DataSize minimumFreeSpace,
        @DefaultValue("64") int maxConnections,
        @DefaultValue("5m") Duration idleTimeout,
        @DefaultValue Lockout lockout,
        @DefaultValue("false") boolean ftpsSessionReuse) {

    private static final Pattern PORTS = Pattern.compile("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*");

    /** The keys {@code meterport.filedrop.lockout.*}: see {@link LoginLimit}. */
    public record Lockout(
            @DefaultValue("5") int failures,
            @DefaultValue("15m") Duration window,
            @DefaultValue("15m") Duration lockedFor) {

        public Lockout {
            new LoginLimit(failures, window, lockedFor);
        }
    }

    public FileDropSettings {
        requirePort("ftps-port", ftpsPort);
        requirePort("sftp-port", sftpPort);
        if (!PORTS.matcher(ftpsPassivePorts).matches()) {
            throw new IllegalArgumentException("meterport.filedrop.ftps-passive-ports: \"" + ftpsPassivePorts
                    + "\" is no list of ports and ranges such as 2300-2399");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("meterport.filedrop.max-connections must be above zero");
        }
        if (idleTimeout.toSeconds() < 1 || idleTimeout.toHours() > 12) {
            throw new IllegalArgumentException("meterport.filedrop.idle-timeout must lie between 1s and 12h");
        }
        new UploadLimits(maxFileSize.toBytes(), minimumFreeSpace.toBytes());
    }

    private static void requirePort(String key, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("meterport.filedrop." + key + ": " + port + " is no port");
        }
    }

    UploadLimits uploadLimits() {
        return new UploadLimits(maxFileSize.toBytes(), minimumFreeSpace.toBytes());
    }

    LoginLimit loginLimit() {
        return new LoginLimit(lockout.failures(), lockout.window(), lockout.lockedFor());
    }
}
