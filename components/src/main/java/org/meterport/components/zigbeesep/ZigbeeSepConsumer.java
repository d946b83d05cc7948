package org.meterport.components.zigbeesep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Subscription;

/**
 * Brings events into a route. The head-end hears of an event's success only after its exchange has ended without failure, so what the route stored is
 * stored; after a failure the head-end delivers the event again.
 */
final class ZigbeeSepConsumer extends DefaultConsumer implements HealthCheckAware {
    private final ZigbeeSepEndpoint endpoint;
    private final Queue<EventListener.Delivery> waiting = new ConcurrentLinkedQueue<>();
    private @Nullable ExecutorService workers;
    private @Nullable Subscription subscription;
    private @Nullable HealthCheck healthCheck;

    ZigbeeSepConsumer(ZigbeeSepEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var headEnd = endpoint.headEnd();
        healthCheck = new ZigbeeSepHealthCheck("consumer:" + getRouteId(), headEnd);
        var options = endpoint.getConfiguration();
        var room = new ThreadPoolProfileBuilder("zigbee-sep-events")
                .poolSize(options.getConcurrentConsumers())
                .maxPoolSize(options.getConcurrentConsumers())
                .maxQueueSize(options.getMaxUnacknowledged())
                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                .build();
        var pool = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newThreadPool(this, endpoint.getEndpointUri(), room);
        workers = pool;
        subscription = headEnd.subscribe(delivery -> accept(pool, delivery), options.getMaxUnacknowledged());
    }

    @Override
    protected void doStop() throws Exception {
        unsubscribe();
        if (workers != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(workers);
            workers = null;
        }
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        unsubscribe();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        var pool = workers;
        if (subscription == null && pool != null) {
            subscription = endpoint.headEnd()
                    .subscribe(
                            delivery -> accept(pool, delivery),
                            endpoint.getConfiguration().getMaxUnacknowledged());
        }
    }

    private void unsubscribe() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    /** The head-end's thread goes back at once; how many wait here is bounded by maxUnacknowledged. */
    private void accept(ExecutorService pool, EventListener.Delivery delivery) {
        waiting.add(delivery);
        try {
            pool.execute(this::takeSome);
        } catch (RejectedExecutionException stopping) {
            if (waiting.remove(delivery)) {
                delivery.release();
            }
        }
    }

    private void takeSome() {
        var most = endpoint.getConfiguration().getBatchSize();
        List<EventListener.Delivery> some = new ArrayList<>();
        for (var next = waiting.poll(); next != null; next = some.size() < most ? waiting.poll() : null) {
            some.add(next);
        }
        // another thread may have taken all of it already
        if (!some.isEmpty()) {
            process(some);
        }
    }

    private void process(List<EventListener.Delivery> some) {
        var exchange = createExchange(false);
        if (some.size() == 1) {
            describe(exchange, some.get(0).event());
        }
        if (endpoint.getConfiguration().getBatchSize() > 1) {
            exchange.getMessage()
                    .setBody(some.stream().map(EventListener.Delivery::event).toList());
        }
        getAsyncProcessor().process(exchange, doneSync -> finish(exchange, some));
    }

    private void finish(Exchange exchange, List<EventListener.Delivery> some) {
        var failed = exchange.getException() != null || exchange.isRollbackOnly() || exchange.isRollbackOnlyLast();
        try {
            if (!failed) {
                Collection<?> again =
                        exchange.getMessage().getHeader(ZigbeeSepConstants.DELIVER_AGAIN, List.of(), Collection.class);
                some.forEach(one -> settle(one, !again.contains(one.event().id())));
            } else if (some.size() == 1) {
                some.get(0).release();
                getExceptionHandler()
                        .handleException(
                                "event " + some.get(0).event().id() + " will be delivered again",
                                exchange,
                                exchange.getException());
            }
        } finally {
            releaseExchange(exchange, false);
        }
        if (failed && some.size() > 1) {
            some.forEach(one -> process(List.of(one)));
        }
    }

    private static void settle(EventListener.Delivery delivery, boolean done) {
        if (done) {
            delivery.acknowledge();
        } else {
            delivery.release();
        }
    }

    private static void describe(Exchange exchange, HeadEndEvent event) {
        var in = exchange.getMessage();
        in.setBody(event);
        in.setMessageId(event.id());
        in.setHeader(ZigbeeSepConstants.EVENT_ID, event.id());
        in.setHeader(ZigbeeSepConstants.ESIID, event.esiid().value());
        if (event instanceof HeadEndEvent.OfMessage told) {
            in.setHeader(ZigbeeSepConstants.TOKEN, told.token().value());
            in.setHeader(ZigbeeSepConstants.LEVEL, told.level().name());
            told.device().ifPresent(device -> in.setHeader(ZigbeeSepConstants.DEVICE, device.toString()));
        } else if (event instanceof HeadEndEvent.OfDevice told) {
            told.token().ifPresent(token -> in.setHeader(ZigbeeSepConstants.TOKEN, token.value()));
            in.setHeader(ZigbeeSepConstants.DEVICE, told.device().toString());
            in.setHeader(ZigbeeSepConstants.DEVICE_STATE, told.state().name());
        }
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
    }

    @Override
    public @Nullable HealthCheck getHealthCheck() {
        return healthCheck;
    }
}
