package org.meterport.components.zigbeesep;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndUnavailable;

/** Hands one call to the head-end and frees the thread until the answer comes. */
final class ZigbeeSepProducer extends DefaultAsyncProducer {
    private final ZigbeeSepEndpoint endpoint;
    private final Semaphore inFlight;
    private @Nullable HeadEnd headEnd;
    private @Nullable ZigbeeSepHealthCheck healthCheck;

    ZigbeeSepProducer(ZigbeeSepEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        inFlight = new Semaphore(endpoint.getConfiguration().getMaxInFlight());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            var to = started();
            var question = new Request(exchange, endpoint.getConfiguration());
            waitForRoom();
            var unused = ask(to, question)
                    .orTimeout(endpoint.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
                    .whenComplete((answer, failure) -> finish(exchange, callback, answer, failure));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.setException(e);
        } catch (RuntimeException refused) {
            exchange.setException(refused);
        }
        callback.done(true);
        return true;
    }

    private HeadEnd started() {
        if (headEnd == null) {
            throw new IllegalStateException("the producer was not started");
        }
        return headEnd;
    }

    private void waitForRoom() throws InterruptedException {
        var patience = endpoint.getConfiguration().getRequestTimeout();
        if (!inFlight.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
            throw new HeadEndUnavailable(endpoint.getConfiguration().getMaxInFlight() + " calls are unanswered for "
                    + patience + " ms: look at the head-end, or raise maxInFlight");
        }
    }

    private CompletableFuture<?> ask(HeadEnd to, Request request) {
        try {
            return switch (endpoint.getOperation()) {
                case send -> to.submit(request.any());
                case text -> to.submit(request.text());
                case cancelText -> to.submit(request.cancelText());
                case price -> to.submit(request.price());
                case loadControl -> to.submit(request.loadControl());
                case cancelLoadControl -> to.submit(request.cancelLoadControl());
                case cancelAllLoadControl -> to.submit(request.cancelAllLoadControl());
                case provision -> to.provision(request.provision());
                case deprovision -> to.deprovision(request.deprovision());
                case devices -> to.devices(request.esiid());
                case ping -> to.ping(request.esiid(), request.device());
                case read -> to.read(request.esiid());
                case query -> to.query(request.tokens());
                case cancel -> to.cancel(request.token());
                case events -> throw new IllegalStateException("not for producers");
            };
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void finish(
            Exchange exchange, AsyncCallback callback, @Nullable Object answer, @Nullable Throwable failure) {
        inFlight.release();
        if (failure != null) {
            exchange.setException(translated(failure));
        } else {
            exchange.getMessage().setBody(answer);
            if (answer instanceof List<?> answers && sends(endpoint.getOperation())) {
                count(exchange, answers);
            }
        }
        callback.done(false);
    }

    private static boolean sends(ZigbeeSepOperation operation) {
        return switch (operation) {
            case send, text, cancelText, price, loadControl, cancelLoadControl, cancelAllLoadControl -> true;
            default -> false;
        };
    }

    private static void count(Exchange exchange, List<?> answers) {
        var accepted =
                (int) answers.stream().filter(Answer.Accepted.class::isInstance).count();
        exchange.getMessage().setHeader(ZigbeeSepConstants.ACCEPTED_COUNT, accepted);
        exchange.getMessage().setHeader(ZigbeeSepConstants.REFUSED_COUNT, answers.size() - accepted);
    }

    /** Silence cannot be told from loss, and the same ids make a second call harmless either way. */
    private Throwable translated(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                ? new HeadEndUnavailable(
                        "the head-end did not answer within "
                                + endpoint.getConfiguration().getRequestTimeout() + " ms",
                        cause)
                : cause;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var found = endpoint.headEnd();
        headEnd = found;
        var repository = HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (repository != null) {
            var check = new ZigbeeSepHealthCheck("producer:" + endpoint.getEndpointUri(), found);
            check.setEnabled(((ZigbeeSepComponent) endpoint.getComponent()).isHealthCheckProducerEnabled());
            repository.addHealthCheck(check);
            healthCheck = check;
        }
    }

    @Override
    protected void doStop() throws Exception {
        var repository = HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (repository != null && healthCheck != null) {
            repository.removeHealthCheck(healthCheck);
            healthCheck = null;
        }
        super.doStop();
    }
}
