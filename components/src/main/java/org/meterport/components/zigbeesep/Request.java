package org.meterport.components.zigbeesep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Operation;
import org.meterport.han.headend.Priority;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.CancelAllLoadControlEvents;
import org.meterport.han.sep.CancelLoadControlEvent;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.han.sep.MessageControl;
import org.meterport.han.sep.PublishPrice;
import org.meterport.han.sep.SepCodec;
import org.meterport.han.sep.SepTime;

/**
 * What an exchange asks for. A whole {@link Batch} in the body says everything itself; otherwise the body is the message, or plain text, and headers say
 * the rest. Anything that does not fit is an {@link IllegalArgumentException} that names the header or the type.
 */
final class Request {
    private final Message message;
    private final Instant now;
    private final ZigbeeSepConfiguration options;

    Request(Exchange exchange, ZigbeeSepConfiguration options) {
        message = exchange.getMessage();
        now = options.getClock().instant();
        this.options = options;
    }

    Batch any() {
        return body(Batch.class);
    }

    Batch text() {
        if (message.getBody() instanceof Batch || message.getBody() instanceof DisplayMessage) {
            return batch(Operation.TEXT);
        }
        var control = MessageControl.of(options.getImportance(), options.isConfirmationRequired());
        var text = message.getBody(String.class);
        return batch(new DisplayMessage(
                messageId(), control, SepTime.NOW, options.getDisplayMinutes(), text == null ? "" : text));
    }

    Batch cancelText() {
        if (message.getBody() instanceof DisplayMessage text) {
            return batch(new CancelMessage(text.messageId()));
        }
        return message.getBody() instanceof Batch || message.getBody() instanceof CancelMessage
                ? batch(Operation.CANCEL_TEXT)
                : batch(new CancelMessage(messageId()));
    }

    Batch price() {
        return batch(Operation.PRICE);
    }

    Batch loadControl() {
        return batch(Operation.LOAD_CONTROL);
    }

    Batch cancelLoadControl() {
        return message.getBody() instanceof LoadControlEvent event
                ? batch(CancelLoadControlEvent.of(event))
                : batch(Operation.CANCEL_LOAD_CONTROL);
    }

    Batch cancelAllLoadControl() {
        return message.getBody() instanceof Batch || message.getBody() instanceof CancelAllLoadControlEvents
                ? batch(Operation.CANCEL_ALL_LOAD_CONTROL)
                : batch(new CancelAllLoadControlEvents(0));
    }

    ProvisionOrder provision() {
        return body(ProvisionOrder.class);
    }

    RemovalOrder deprovision() {
        return body(RemovalOrder.class);
    }

    Esiid esiid() {
        return new Esiid(header(ZigbeeSepConstants.ESIID));
    }

    Optional<Eui64> device() {
        return Optional.ofNullable(message.getHeader(ZigbeeSepConstants.DEVICE, String.class))
                .map(Eui64::parse);
    }

    Token token() {
        return message.getBody() instanceof Token token ? token : new Token(header(ZigbeeSepConstants.TOKEN));
    }

    List<Token> tokens() {
        if (message.getBody() instanceof Collection<?> many) {
            return many.stream()
                    .map(one -> one instanceof Token token ? token : new Token(String.valueOf(one)))
                    .toList();
        }
        return List.of(token());
    }

    private Batch batch(Operation wanted) {
        if (message.getBody() instanceof Batch batch) {
            return checked(batch, wanted);
        }
        if (message.getBody() instanceof DeviceMessage body && Operation.of(body) == wanted) {
            return batch(body);
        }
        throw new IllegalArgumentException(
                "the body must be " + expected(wanted).getSimpleName() + " or a Batch of it, but is " + typeOfBody());
    }

    private static Batch checked(Batch batch, Operation wanted) {
        if (batch.operation() != wanted) {
            throw new IllegalArgumentException(
                    "the batch in the body is of " + batch.operation() + ", but the endpoint is for " + wanted);
        }
        return batch;
    }

    private Batch batch(DeviceMessage body) {
        var notBefore = message.getHeader(ZigbeeSepConstants.NOT_BEFORE, now, Instant.class);
        var expiresAt = message.getHeader(
                ZigbeeSepConstants.EXPIRES_AT, now.plusMillis(options.getExpiresAfter()), Instant.class);
        return new Batch(
                header(ZigbeeSepConstants.BATCH_ID),
                body,
                SepCodec.encode(body, 0),
                targets(),
                notBefore,
                expiresAt,
                Priority.of(Operation.of(body)),
                message.getHeader(ZigbeeSepConstants.CLIENT_REFERENCE, "", String.class));
    }

    private List<Target> targets() {
        var header = message.getHeader(ZigbeeSepConstants.TARGETS);
        var targets = new ArrayList<Target>();
        if (header instanceof Collection<?> many) {
            many.forEach(one -> targets.add(one instanceof Target target ? target : target(String.valueOf(one))));
        } else {
            for (var one : header(ZigbeeSepConstants.TARGETS).split(",", -1)) {
                targets.add(target(one));
            }
        }
        return targets;
    }

    private static Target target(String text) {
        var slash = text.indexOf('/');
        return slash < 0
                ? Target.home(new Esiid(text.strip()))
                : Target.device(
                        new Esiid(text.substring(0, slash).strip()),
                        Eui64.parse(text.substring(slash + 1).strip()));
    }

    private long messageId() {
        var id = message.getHeader(ZigbeeSepConstants.MESSAGE_ID, Long.class);
        if (id == null) {
            throw new IllegalArgumentException("the header " + ZigbeeSepConstants.MESSAGE_ID + " is missing");
        }
        return id;
    }

    private String header(String name) {
        var value = message.getHeader(name, String.class);
        if (value == null) {
            throw new IllegalArgumentException("the header " + name + " is missing");
        }
        return value;
    }

    private <T> T body(Class<T> type) {
        if (type.isInstance(message.getBody())) {
            return type.cast(message.getBody());
        }
        throw new IllegalArgumentException("the body must be " + type.getSimpleName() + ", but is " + typeOfBody());
    }

    private String typeOfBody() {
        var body = message.getBody();
        return body == null ? "empty" : body.getClass().getSimpleName();
    }

    private static Class<? extends DeviceMessage> expected(Operation operation) {
        return switch (operation) {
            case TEXT -> DisplayMessage.class;
            case CANCEL_TEXT -> CancelMessage.class;
            case PRICE -> PublishPrice.class;
            case LOAD_CONTROL -> LoadControlEvent.class;
            case CANCEL_LOAD_CONTROL -> CancelLoadControlEvent.class;
            case CANCEL_ALL_LOAD_CONTROL -> CancelAllLoadControlEvents.class;
        };
    }
}
