package org.meterport.components.zigbeesep;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.meterport.han.headend.HeadEnd;

/** Send ZigBee Smart Energy messages to the devices in homes over a utility's head-end, and receive what became of them. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = ZigbeeSepConstants.SCHEME,
        title = "ZigBee SEP",
        syntax = "zigbee-sep:operation",
        category = {Category.IOT},
        headersClass = ZigbeeSepConstants.class)
public class ZigbeeSepEndpoint extends DefaultEndpoint implements AsyncEndpoint {
    @UriPath(
            description = "What to do. The operation events is for consumers, all others are for producers.",
            enums =
                    "send,text,cancelText,price,loadControl,cancelLoadControl,cancelAllLoadControl,provision,deprovision,devices,ping,read,query,cancel,events")
    @Metadata(required = true)
    private final ZigbeeSepOperation operation;

    @UriParam
    private final ZigbeeSepConfiguration configuration;

    ZigbeeSepEndpoint(
            String uri,
            ZigbeeSepComponent component,
            ZigbeeSepOperation operation,
            ZigbeeSepConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        if (operation == ZigbeeSepOperation.events) {
            throw new IllegalArgumentException("zigbee-sep:events is for consumers: use it in from, not in to");
        }
        return new ZigbeeSepProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != ZigbeeSepOperation.events) {
            throw new IllegalArgumentException(
                    "zigbee-sep:" + operation + " is for producers: only zigbee-sep:events can stand in from");
        }
        var consumer = new ZigbeeSepConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /**
     * The endpoint's, else the component's, else the only one in the registry.
     *
     * @throws IllegalArgumentException when there is none, or more than one to choose from
     */
    HeadEnd headEnd() {
        var own = configuration.getHeadEnd();
        if (own != null) {
            return own;
        }
        var shared = ((ZigbeeSepComponent) getComponent()).getHeadEnd();
        var found = shared != null ? shared : getCamelContext().getRegistry().findSingleByType(HeadEnd.class);
        if (found == null) {
            throw new IllegalArgumentException(
                    "zigbee-sep needs a head-end: bind one org.meterport.han.headend.HeadEnd, or name it with headEnd=#bean:name");
        }
        return found;
    }

    public ZigbeeSepOperation getOperation() {
        return operation;
    }

    public ZigbeeSepConfiguration getConfiguration() {
        return configuration;
    }
}
