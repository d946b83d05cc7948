package org.meterport.hub.timing.adapter;

import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Ordered;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.meterport.hub.shared.Ids;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires clustered Quartz under the flows' {@code quartz} endpoints. */
@Configuration(proxyBeanMethods = false)
public class TimingConfiguration {

    @Bean(destroyMethod = "shutdown")
    @DependsOnDatabaseInitialization
    Scheduler scheduler(DataSource database, Ids ids) throws SchedulerException {
        return ClusteredScheduler.make(database, ids.next("node_"));
    }

    @Bean
    TimedFlows timedFlows(@Qualifier("scheduler") Scheduler scheduler, ObjectProvider<CamelContext> context) {
        return new TimedFlows(scheduler, context);
    }

    /** After the starter's own customizer, which sets every property to its default: Quartz would start with it. */
    @Bean
    ComponentCustomizer timedEndpoints(@Qualifier("scheduler") Scheduler scheduler) {
        return ComponentCustomizer.builder(QuartzComponent.class)
                .withOrder(Ordered.LOWEST)
                .build(component -> {
                    component.setScheduler(scheduler);
                    component.setAutoStartScheduler(false);
                    component.setEnableJmx(false);
                });
    }
}
