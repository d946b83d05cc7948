package org.meterport.han.dongle;

import com.zsmartsystems.zigbee.ExtendedPanId;
import com.zsmartsystems.zigbee.IeeeAddress;
import com.zsmartsystems.zigbee.ZigBeeChannel;
import com.zsmartsystems.zigbee.ZigBeeNodeStatus;
import com.zsmartsystems.zigbee.ZigBeeStatus;
import com.zsmartsystems.zigbee.aps.ZigBeeApsFrame;
import com.zsmartsystems.zigbee.security.ZigBeeKey;
import com.zsmartsystems.zigbee.transport.TransportConfig;
import com.zsmartsystems.zigbee.transport.TransportConfigOption;
import com.zsmartsystems.zigbee.transport.ZigBeeTransportProgressState;
import com.zsmartsystems.zigbee.transport.ZigBeeTransportReceive;
import com.zsmartsystems.zigbee.transport.ZigBeeTransportState;
import com.zsmartsystems.zigbee.transport.ZigBeeTransportTransmit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.han.sim.ManualTimeline;

/** A network coordinator without hardware: trust centre, device object and the devices of a workbench. Answers one step of the timeline later. */
final class InMemoryRadio implements ZigBeeTransportTransmit {
    private static final long EPOCH = 946_684_800L;

    final List<ZigBeeApsFrame> sent = new ArrayList<>();
    private final ManualTimeline timeline;
    private final List<LabDevice> devices;
    private final Map<String, int[]> keys = new HashMap<>();
    private final boolean takesKeys;
    private boolean open;
    private @Nullable ZigBeeTransportReceive receiver;

    InMemoryRadio(ManualTimeline timeline, List<LabDevice> devices, boolean takesKeys) {
        this.timeline = timeline;
        this.devices = devices;
        this.takesKeys = takesKeys;
    }

    void online(boolean now) {
        receiver().setTransportState(now ? ZigBeeTransportState.ONLINE : ZigBeeTransportState.OFFLINE);
    }

    /** A frame a device sends by itself. */
    void fromDevice(LabDevice device, int cluster, int[] zcl) {
        receive(device.address, device.endpoint, 0x0109, cluster, zcl);
    }

    /** The device is switched on where the door may be open. */
    void switchOn(LabDevice device) {
        var key = keys.get(hex(device.mac));
        if (device.powered && !device.inNetwork && open && key != null && Arrays.equals(key, device.key)) {
            device.inNetwork = true;
            receiver()
                    .nodeStatusUpdate(
                            ZigBeeNodeStatus.UNSECURED_JOIN, device.address, new IeeeAddress(hex(device.mac)));
            var announce = new int[12];
            put(announce, 1, 2, device.address);
            put(announce, 3, 8, device.mac);
            announce[11] = device.sleepy ? 0x80 : 0x88;
            receive(device.address, 0, 0, 0x0013, announce);
        }
    }

    void leave(LabDevice device) {
        device.inNetwork = false;
        receiver().nodeStatusUpdate(ZigBeeNodeStatus.DEVICE_LEFT, device.address, new IeeeAddress(hex(device.mac)));
    }

    @Override
    public void sendCommand(int tag, ZigBeeApsFrame frame) {
        sent.add(frame);
        timeline.soon(() -> deliver(tag, frame));
    }

    private void deliver(int tag, ZigBeeApsFrame frame) {
        receiver().receiveCommandState(tag, ZigBeeTransportProgressState.TX_ACK);
        if (frame.getProfile() == 0) {
            deviceObject(frame);
            return;
        }
        var device = at(frame.getDestinationAddress());
        if (device.isEmpty() || !device.get().powered || frame.getDestinationEndpoint() != device.get().endpoint) {
            receiver().receiveCommandState(tag, ZigBeeTransportProgressState.RX_NAK);
            return;
        }
        receiver().receiveCommandState(tag, ZigBeeTransportProgressState.RX_ACK);
        for (var answer : device.get().answers(frame.getCluster(), frame.getPayload(), sepNow())) {
            fromDevice(device.get(), frame.getCluster(), answer);
        }
    }

    long sepNow() {
        return timeline.now().getEpochSecond() - EPOCH;
    }

    private void deviceObject(ZigBeeApsFrame frame) {
        var in = frame.getPayload();
        switch (frame.getCluster()) {
            case 0x0036 -> {
                open = in[1] > 0;
                devices.forEach(this::switchOn);
            }
            case 0x0034 -> at(frame.getDestinationAddress()).ifPresent(this::leave);
            case 0x0000 ->
                devices.stream()
                        .filter(device -> device.inNetwork && device.powered && device.mac == number(in, 1, 8))
                        .forEach(device -> {
                            var out = new int[12];
                            put(out, 2, 8, device.mac);
                            put(out, 10, 2, device.address);
                            receive(device.address, 0, 0, 0x8000, out);
                        });
            default ->
                at(frame.getDestinationAddress())
                        .filter(device -> device.powered)
                        .ifPresent(device -> answer(device, frame.getCluster()));
        }
    }

    private void answer(LabDevice device, int command) {
        switch (command) {
            case 0x0001 -> {
                var out = new int[12];
                put(out, 2, 8, device.mac);
                put(out, 10, 2, device.address);
                receive(device.address, 0, 0, 0x8001, out);
            }
            case 0x0002 -> {
                var out = new int[17];
                put(out, 2, 2, device.address);
                out[6] = device.sleepy ? 0x80 : 0x88;
                receive(device.address, 0, 0, 0x8002, out);
            }
            case 0x0005 -> {
                var out = new int[6];
                put(out, 2, 2, device.address);
                out[4] = 1;
                out[5] = device.endpoint;
                receive(device.address, 0, 0, 0x8005, out);
            }
            case 0x0004 -> {
                var out = new int[15 + 2 * device.clientOf.length];
                put(out, 2, 2, device.address);
                out[4] = out.length - 5;
                out[5] = device.endpoint;
                put(out, 6, 2, 0x0109);
                put(out, 8, 2, device.deviceId);
                out[11] = 1;
                out[14] = device.clientOf.length;
                for (var i = 0; i < device.clientOf.length; i++) {
                    put(out, 15 + 2 * i, 2, device.clientOf[i]);
                }
                receive(device.address, 0, 0, 0x8004, out);
            }
            default -> throw new AssertionError("nobody asks for " + command);
        }
    }

    private void receive(int from, int endpoint, int profile, int cluster, int[] payload) {
        var frame = new ZigBeeApsFrame();
        frame.setSourceAddress(from);
        frame.setSourceEndpoint(endpoint);
        frame.setProfile(profile);
        frame.setCluster(cluster);
        frame.setPayload(payload);
        receiver().receiveCommand(frame);
    }

    private Optional<LabDevice> at(int address) {
        return devices.stream()
                .filter(device -> device.inNetwork && device.address == address)
                .findFirst();
    }

    private ZigBeeTransportReceive receiver() {
        return Optional.ofNullable(receiver).orElseThrow();
    }

    private static String hex(long mac) {
        return String.format(Locale.ROOT, "%016X", mac);
    }

    static long number(int[] in, int offset, int bytes) {
        var value = 0L;
        for (var i = 0; i < bytes; i++) {
            value |= (long) in[offset + i] << (8 * i);
        }
        return value;
    }

    private static void put(int[] out, int offset, int bytes, long value) {
        for (var i = 0; i < bytes; i++) {
            out[offset + i] = (int) (value >>> (8 * i)) & 0xFF;
        }
    }

    @Override
    public void updateTransportConfig(TransportConfig config) {
        for (var option : config.getOptions()) {
            if (option == TransportConfigOption.INSTALL_KEY) {
                ZigBeeKey key = config.getValue(option);
                if (takesKeys) {
                    keys.put(key.getAddress().toString(), key.getValue());
                }
                config.setResult(option, takesKeys ? ZigBeeStatus.SUCCESS : ZigBeeStatus.UNSUPPORTED);
            } else {
                config.setResult(option, ZigBeeStatus.SUCCESS);
            }
        }
    }

    @Override
    public ZigBeeStatus initialize() {
        return ZigBeeStatus.SUCCESS;
    }

    @Override
    public ZigBeeStatus startup(boolean reinitialise) {
        online(true);
        return ZigBeeStatus.SUCCESS;
    }

    @Override
    public void shutdown() {
        open = false;
    }

    @Override
    public String getVersionString() {
        return "in memory";
    }

    @Override
    public IeeeAddress getIeeeAddress() {
        return new IeeeAddress("000D6F00000000E5");
    }

    @Override
    public Integer getNwkAddress() {
        return 0;
    }

    @Override
    public void setZigBeeTransportReceive(ZigBeeTransportReceive listener) {
        receiver = listener;
    }

    @Override
    public ZigBeeChannel getZigBeeChannel() {
        return ZigBeeChannel.CHANNEL_11;
    }

    @Override
    public ZigBeeStatus setZigBeeChannel(ZigBeeChannel channel) {
        return ZigBeeStatus.UNSUPPORTED;
    }

    @Override
    public int getZigBeePanId() {
        return 0x1A62;
    }

    @Override
    public ZigBeeStatus setZigBeePanId(int panId) {
        return ZigBeeStatus.UNSUPPORTED;
    }

    @Override
    public ExtendedPanId getZigBeeExtendedPanId() {
        return new ExtendedPanId();
    }

    @Override
    public ZigBeeStatus setZigBeeExtendedPanId(ExtendedPanId panId) {
        return ZigBeeStatus.UNSUPPORTED;
    }

    @Override
    public ZigBeeStatus setZigBeeNetworkKey(ZigBeeKey key) {
        return ZigBeeStatus.UNSUPPORTED;
    }

    @Override
    public ZigBeeKey getZigBeeNetworkKey() {
        return new ZigBeeKey();
    }

    @Override
    public ZigBeeStatus setTcLinkKey(ZigBeeKey key) {
        return ZigBeeStatus.UNSUPPORTED;
    }

    @Override
    public ZigBeeKey getTcLinkKey() {
        return new ZigBeeKey();
    }
}
