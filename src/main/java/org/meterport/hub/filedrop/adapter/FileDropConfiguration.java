package org.meterport.hub.filedrop.adapter;

import java.io.IOException;
import java.time.Clock;
import org.meterport.hub.filedrop.FileAccounts;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.filedrop.PublishedFiles;
import org.meterport.hub.filedrop.PurgeFiles;
import org.meterport.hub.tls.adapter.ServerTls;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The file drop as beans. Needs the server identity, the accounts and the application's clock. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FileDropSettings.class)
public class FileDropConfiguration {

    @Bean
    FileDropFolders fileDropFolders(FileDropSettings settings) {
        return new FileDropFolders(settings.root());
    }

    @Bean
    PurgeFiles purgeFiles(
            FileDropFolders folders, Clock clock, @Value("${meterport.filedrop.retention-days}") int days) {
        return new PurgeFiles(folders, days, clock);
    }

    @Bean
    PublishedFiles publishedFiles(FileDropSettings settings) {
        return new PublishedFiles(settings.uploadLimits());
    }

    /** Started and stopped by its lifecycle below, hence no destroy method of its own. */
    @Bean(destroyMethod = "")
    FileDrop fileDrop(
            FileDropSettings settings, FileDropFolders folders, FileAccounts accounts, ServerTls tls, Clock clock)
            throws IOException {
        return new FileDrop(settings, folders, accounts, tls::newContext, tls.hostKeys(), clock);
    }

    @Bean
    SmartLifecycle fileDropLifecycle(FileDrop drop) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                drop.start();
                running = true;
            }

            @Override
            public void stop() {
                drop.close();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }
        };
    }

    @Bean
    HealthIndicator fileDropHealthIndicator(FileDrop drop) {
        return new FileDropHealth(drop);
    }
}
