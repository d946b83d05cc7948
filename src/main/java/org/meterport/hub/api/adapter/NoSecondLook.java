package org.meterport.hub.api.adapter;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

/**
 * Spring Security has Spring MVC look for the handler of every request, for rules that are written in terms of handlers.
 * Its rules here are written in terms of paths, and calls do not go to handlers; without this, a tenth of what a call costs
 * goes into that look.
 */
final class NoSecondLook implements BeanPostProcessor {

    private final ApplicationContext context;

    NoSecondLook(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean.getClass() != HandlerMappingIntrospector.class) {
            return bean;
        }
        var unasked = new HandlerMappingIntrospector() {
            @Override
            public Filter createCacheFilter() {
                return (request, response, chain) -> chain.doFilter(request, response);
            }
        };
        unasked.setApplicationContext(context);
        unasked.afterPropertiesSet();
        return unasked;
    }
}
