package org.meterport.han.dongle;

import com.zsmartsystems.zigbee.IeeeAddress;
import com.zsmartsystems.zigbee.ZigBeeNodeStatus;
import com.zsmartsystems.zigbee.ZigBeeNwkAddressMode;
import com.zsmartsystems.zigbee.ZigBeeStatus;
import com.zsmartsystems.zigbee.aps.ZigBeeApsFrame;
import com.zsmartsystems.zigbee.security.ZigBeeKey;
import com.zsmartsystems.zigbee.transport.TransportConfig;
import com.zsmartsystems.zigbee.transport.TransportConfigOption;
import com.zsmartsystems.zigbee.transport.TrustCentreJoinMode;
import com.zsmartsystems.zigbee.transport.ZigBeeTransportProgressState;
import com.zsmartsystems.zigbee.transport.ZigBeeTransportReceive;
import com.zsmartsystems.zigbee.transport.ZigBeeTransportState;
import com.zsmartsystems.zigbee.transport.ZigBeeTransportTransmit;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterport.han.sep.Cluster;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transport of zsmartsystems, used up to the APS frame and no further: above it are our own ZCL bytes. Knows the devices on the air by their network
 * addresses. Any thread may call; nothing here waits, and no lock is held while the listener is told something.
 */
final class Radio implements ZigBeeTransportReceive {
    private static final Logger LOG = LoggerFactory.getLogger(Radio.class);
    private static final List<Integer> SERVED =
            List.of(Cluster.TIME, Cluster.PRICE, Cluster.LOAD_CONTROL, Cluster.MESSAGING, Cluster.KEY_ESTABLISHMENT);
    private static final int ESI = 0x0500;
    private static final int OWN_ENDPOINT = 1;
    private static final int RADIUS = 31;
    /** Tags are one byte in some makes of radio, and 0 means "no answer wanted" in others. */
    private static final int TAGS = 255;

    private final ZigBeeTransportTransmit transport;
    private final Listener listener;
    private final boolean formsNetwork;
    private final AtomicInteger lastTag = new AtomicInteger();
    private final Map<Integer, Runnable> awaitingAck = new ConcurrentHashMap<>();
    private final Map<Eui64, RadioDevice> devices = new ConcurrentHashMap<>();
    private volatile boolean online;

    /** Who is told what the radio hears. */
    interface Listener {
        void online(boolean now);

        /** A device said what it can do: it can be spoken to from now on. */
        void met(RadioDevice device);

        void heard(RadioDevice device, int cluster, Octets zcl);

        void left(Eui64 device);

        /** A device answered to "who are you". */
        void answered(Eui64 device);
    }

    Radio(ZigBeeTransportTransmit transport, boolean formsNetwork, Listener listener) {
        this.transport = transport;
        this.formsNetwork = formsNetwork;
        this.listener = listener;
        transport.setZigBeeTransportReceive(this);
    }

    /** Opens the radio; whether it works is told by {@link Listener#online}. */
    boolean start() {
        var opened = transport.initialize();
        if (opened != ZigBeeStatus.SUCCESS) {
            LOG.warn("the radio does not open: {}", opened);
            return false;
        }
        transport.setDefaultProfileId(Cluster.SMART_ENERGY_PROFILE);
        transport.setDefaultDeviceId(ESI);
        transport.setDefaultLocalEndpointId(OWN_ENDPOINT);
        configure(TransportConfigOption.SUPPORTED_INPUT_CLUSTERS, SERVED);
        configure(TransportConfigOption.SUPPORTED_OUTPUT_CLUSTERS, List.of());
        var started = transport.startup(formsNetwork);
        if (started != ZigBeeStatus.SUCCESS) {
            LOG.warn("the radio has no network: {}", started);
        }
        return started == ZigBeeStatus.SUCCESS;
    }

    void stop() {
        online = false;
        transport.shutdown();
    }

    boolean isOnline() {
        return online;
    }

    RadioDevice device(Eui64 mac) {
        return devices.computeIfAbsent(mac, name -> new RadioDevice(name, this));
    }

    @Nullable
    RadioDevice known(Eui64 mac) {
        return devices.get(mac);
    }

    /**
     * Gives the trust centre the key of one device's first meeting.
     *
     * @return false when this make of radio cannot take it
     */
    boolean expect(Eui64 mac, InstallCode code) {
        device(mac).forget();
        var key = new ZigBeeKey(ints(code.linkKey()));
        key.setAddress(ieee(mac));
        configure(TransportConfigOption.TRUST_CENTRE_JOIN_MODE, TrustCentreJoinMode.TC_JOIN_INSTALLCODE);
        return configure(TransportConfigOption.INSTALL_KEY, key) == ZigBeeStatus.SUCCESS;
    }

    /** Opens the door for so many seconds, 0 to 254, here and at every router. */
    void permitJoining(int seconds) {
        toNode(0, Zdo.PERMIT_JOINING, Zdo.permitJoining(sequence(), seconds));
        toNode(Zdo.ROUTERS, Zdo.PERMIT_JOINING, Zdo.permitJoining(sequence(), seconds));
    }

    void leave(RadioDevice device) {
        device.address().ifPresent(address -> toNode(address, Zdo.LEAVE, Zdo.leave(sequence(), device.mac())));
    }

    /** Asks the device at this place who it is. */
    void greet(RadioDevice device) {
        device.address().ifPresent(address -> toNode(address, Zdo.IEEE_ADDRESS, Zdo.askIeee(sequence(), address)));
    }

    /** Asks where a device is, or, once that is known, what it can do. */
    void lookFor(RadioDevice device) {
        var address = device.address();
        if (address.isPresent()) {
            interview(address.getAsInt());
        } else {
            toNode(Zdo.LISTENERS, Zdo.NETWORK_ADDRESS, Zdo.askAddress(sequence(), device.mac()));
        }
    }

    void send(RadioDevice device, int cluster, Octets zcl, Runnable acknowledged) {
        var address = device.address();
        if (!online || address.isEmpty()) {
            return;
        }
        var frame = frame(address.getAsInt(), Cluster.SMART_ENERGY_PROFILE, cluster, ints(zcl));
        frame.setSourceEndpoint(OWN_ENDPOINT);
        frame.setDestinationEndpoint(device.endpointNumber());
        frame.setSecurityEnabled(true);
        frame.setAckRequest(true);
        var tag = nextTag();
        awaitingAck.put(tag, acknowledged);
        transport.sendCommand(tag, frame);
    }

    @Override
    public void receiveCommand(ZigBeeApsFrame frame) {
        try {
            if (frame.getProfile() == Zdo.PROFILE) {
                fromNode(frame.getCluster(), frame.getPayload());
            } else if (frame.getProfile() == Cluster.SMART_ENERGY_PROFILE) {
                for (var device : devices.values()) {
                    if (device.isAt(frame.getSourceAddress())) {
                        listener.heard(device, frame.getCluster(), octets(frame.getPayload()));
                    }
                }
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            LOG.warn("a frame of cluster {} is too short or makes no sense: {}", frame.getCluster(), e.toString());
        }
    }

    @Override
    public void receiveCommandState(int tag, ZigBeeTransportProgressState state) {
        if (state == ZigBeeTransportProgressState.TX_ACK) {
            return;
        }
        var acknowledged = awaitingAck.remove(tag & 0xFF);
        if (acknowledged != null && state == ZigBeeTransportProgressState.RX_ACK) {
            acknowledged.run();
        }
    }

    @Override
    public void setTransportState(ZigBeeTransportState state) {
        var now = state == ZigBeeTransportState.ONLINE;
        if (now != online) {
            online = now;
            listener.online(now);
        }
    }

    @Override
    public void nodeStatusUpdate(ZigBeeNodeStatus status, Integer address, IeeeAddress ieee) {
        var mac = new Eui64(new BigInteger(ieee.toString(), 16).longValue());
        if (status == ZigBeeNodeStatus.DEVICE_LEFT) {
            device(mac).forget();
            listener.left(mac);
        } else {
            found(device(mac), address);
        }
    }

    private void fromNode(int command, int[] in) {
        switch (command) {
            case Zdo.ANNOUNCE -> {
                var device = device(Zdo.eui64(in, 3));
                device.sleeps(Zdo.sleeps(in[11]));
                found(device, Zdo.address(in, 1));
            }
            case Zdo.ANSWER | Zdo.NETWORK_ADDRESS -> {
                if (Zdo.succeeded(in)) {
                    found(device(Zdo.eui64(in, 2)), Zdo.address(in, 10));
                }
            }
            case Zdo.ANSWER | Zdo.IEEE_ADDRESS -> {
                if (Zdo.succeeded(in)) {
                    listener.answered(Zdo.eui64(in, 2));
                }
            }
            case Zdo.ANSWER | Zdo.NODE_DESCRIPTOR -> {
                if (Zdo.succeeded(in)) {
                    at(Zdo.address(in, 2), device -> device.sleeps(Zdo.sleeps(in[6])));
                }
            }
            case Zdo.ANSWER | Zdo.ACTIVE_ENDPOINTS -> {
                if (Zdo.succeeded(in)) {
                    var address = Zdo.address(in, 2);
                    for (var endpoint : Zdo.endpoints(in)) {
                        toNode(address, Zdo.SIMPLE_DESCRIPTOR, Zdo.askEndpoint(sequence(), address, endpoint));
                    }
                }
            }
            case Zdo.ANSWER | Zdo.SIMPLE_DESCRIPTOR -> {
                if (Zdo.succeeded(in)) {
                    offered(Zdo.address(in, 2), Zdo.endpoint(in));
                }
            }
            default -> LOG.debug("a command of the device object is not used here: {}", command);
        }
    }

    private void found(RadioDevice device, int address) {
        devices.values().stream().filter(other -> other != device).forEach(other -> other.lost(address));
        device.foundAt(address);
        interview(address);
    }

    private void interview(int address) {
        toNode(address, Zdo.NODE_DESCRIPTOR, Zdo.askAboutNode(sequence(), address));
        toNode(address, Zdo.ACTIVE_ENDPOINTS, Zdo.askAboutNode(sequence(), address));
    }

    private void offered(int address, Zdo.Endpoint endpoint) {
        if (endpoint.profile() == Cluster.SMART_ENERGY_PROFILE) {
            at(address, device -> {
                device.offers(endpoint);
                LOG.info("device {} is a client of clusters {}", device.mac(), device.clusters());
                listener.met(device);
            });
        }
    }

    private void at(int address, Consumer<RadioDevice> action) {
        for (var device : devices.values()) {
            if (device.isAt(address)) {
                action.accept(device);
            }
        }
    }

    private void toNode(int address, int command, int[] payload) {
        if (online) {
            transport.sendCommand(nextTag(), frame(address, Zdo.PROFILE, command, payload));
        }
    }

    private static ZigBeeApsFrame frame(int address, int profile, int cluster, int[] payload) {
        var frame = new ZigBeeApsFrame();
        frame.setAddressMode(ZigBeeNwkAddressMode.DEVICE);
        frame.setDestinationAddress(address);
        frame.setSourceAddress(0);
        frame.setProfile(profile);
        frame.setCluster(cluster);
        frame.setRadius(RADIUS);
        frame.setPayload(payload);
        return frame;
    }

    private ZigBeeStatus configure(TransportConfigOption option, Object value) {
        var config = new TransportConfig(option, value);
        transport.updateTransportConfig(config);
        var result = config.getResult(option);
        return result == null ? ZigBeeStatus.UNSUPPORTED : result;
    }

    private int nextTag() {
        return 1 + Math.floorMod(lastTag.getAndIncrement(), TAGS);
    }

    private int sequence() {
        return lastTag.get() & 0xFF;
    }

    private static IeeeAddress ieee(Eui64 mac) {
        return new IeeeAddress(mac.toString());
    }

    private static int[] ints(Octets octets) {
        var bytes = octets.toArray();
        var ints = new int[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            ints[i] = bytes[i] & 0xFF;
        }
        return ints;
    }

    private static Octets octets(int[] ints) {
        var bytes = new byte[ints.length];
        for (var i = 0; i < ints.length; i++) {
            bytes[i] = (byte) ints[i];
        }
        return Octets.of(bytes);
    }
}
