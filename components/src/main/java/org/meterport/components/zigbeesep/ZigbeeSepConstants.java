package org.meterport.components.zigbeesep;

import org.apache.camel.spi.Metadata;

/** Headers the component reads and sets. */
public final class ZigbeeSepConstants {
    static final String SCHEME = "zigbee-sep";

    @Metadata(
            label = "producer",
            description = "Name of the batch: submitting the same batch again does nothing and gives the same answers.",
            javaType = "String",
            important = true)
    public static final String BATCH_ID = "CamelZigbeeSepBatchId";

    @Metadata(
            label = "producer",
            description =
                    "Where the message goes: a collection of org.meterport.han.headend.Target, or a text of ESIIDs with commas between them, each with a slash and a MAC address if it is for one device.",
            javaType = "Object",
            important = true)
    public static final String TARGETS = "CamelZigbeeSepTargets";

    @Metadata(
            label = "producer",
            description = "Do not hand the message to a meter before this moment. Default: at once.",
            javaType = "java.time.Instant")
    public static final String NOT_BEFORE = "CamelZigbeeSepNotBefore";

    @Metadata(
            label = "producer",
            description =
                    "Drop what has not reached its meter by this moment. Default: the option expiresAfter from now on.",
            javaType = "java.time.Instant")
    public static final String EXPIRES_AT = "CamelZigbeeSepExpiresAt";

    @Metadata(
            label = "producer",
            description = "Shown to the operator of the head-end. No personal data.",
            javaType = "String")
    public static final String CLIENT_REFERENCE = "CamelZigbeeSepClientReference";

    @Metadata(
            label = "producer",
            description =
                    "Message id of a text or of its cancel, 0 to 4294967295, when the body is not a message object. The same on every retry.",
            javaType = "Long")
    public static final String MESSAGE_ID = "CamelZigbeeSepMessageId";

    @Metadata(
            label = "producer",
            description = "Targets the head-end has taken, set by the operations that send.",
            javaType = "Integer")
    public static final String ACCEPTED_COUNT = "CamelZigbeeSepAcceptedCount";

    @Metadata(
            label = "producer",
            description = "Targets the head-end has refused, set by the operations that send.",
            javaType = "Integer")
    public static final String REFUSED_COUNT = "CamelZigbeeSepRefusedCount";

    @Metadata(
            label = "common",
            description = "The premise: asked about by devices, ping and read; of the event in a consumer.",
            javaType = "String")
    public static final String ESIID = "CamelZigbeeSepEsiid";

    @Metadata(
            label = "common",
            description = "MAC address of a device: asked about by ping; of the event in a consumer, if it has one.",
            javaType = "String")
    public static final String DEVICE = "CamelZigbeeSepDevice";

    @Metadata(
            label = "consumer",
            description = "Name of the event. The same event may come more than once, always under the same name.",
            javaType = "String",
            important = true)
    public static final String EVENT_ID = "CamelZigbeeSepEventId";

    @Metadata(
            label = "consumer",
            description = "Token of the message or order the event is about, if it has one.",
            javaType = "String",
            important = true)
    public static final String TOKEN = "CamelZigbeeSepToken";

    @Metadata(
            label = "consumer",
            description = "How far a message came, a name of org.meterport.han.headend.Level.",
            javaType = "String")
    public static final String LEVEL = "CamelZigbeeSepLevel";

    @Metadata(
            label = "consumer",
            description = "Where a device stands, a name of org.meterport.han.headend.DeviceState.",
            javaType = "String")
    public static final String DEVICE_STATE = "CamelZigbeeSepDeviceState";

    @Metadata(
            label = "consumer",
            description =
                    "Names of those events of a list that are to be delivered again, though the exchange ended well. Set by the route.",
            javaType = "java.util.Collection<String>")
    public static final String DELIVER_AGAIN = "CamelZigbeeSepDeliverAgain";

    private ZigbeeSepConstants() {}
}
