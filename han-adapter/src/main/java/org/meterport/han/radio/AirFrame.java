package org.meterport.han.radio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.meterport.han.sep.Cluster;
import org.meterport.han.sep.Octets;

/**
 * A unicast between a meter and one of its devices.
 *
 * @param panId of the home's network, 16 bits
 * @param destination network address, 16 bits
 * @param source network address, 16 bits; the meter, being the coordinator, is {@value #COORDINATOR}
 * @param counter the low eight bits number the frame in all three layers
 * @param cluster 16 bits
 * @param zcl the frame inside
 */
public record AirFrame(int panId, int destination, int source, int counter, int cluster, Octets zcl) {
    public static final int COORDINATOR = 0x0000;
    /** Bytes before the ZCL frame. */
    public static final int HEAD = 25;

    private static final short DATA_PAN_COMPRESSED_SHORT_ADDRESSES = (short) 0x8861;
    private static final short NETWORK_DATA_VERSION_2_ROUTE_DISCOVERY = 0x0048;
    private static final byte RADIUS = 30;
    private static final byte APPLICATION_UNICAST_ACKNOWLEDGED = 0x40;
    private static final byte ENDPOINT = 0x0A;

    /** Without a frame check sequence, which is link type 230 in a capture. */
    public Octets bytes() {
        var out = ByteBuffer.allocate(HEAD + zcl.size()).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort(DATA_PAN_COMPRESSED_SHORT_ADDRESSES).put((byte) counter).putShort((short) panId);
        out.putShort((short) destination).putShort((short) source);
        out.putShort(NETWORK_DATA_VERSION_2_ROUTE_DISCOVERY);
        out.putShort((short) destination).putShort((short) source).put(RADIUS).put((byte) counter);
        out.put(APPLICATION_UNICAST_ACKNOWLEDGED).put(ENDPOINT).putShort((short) cluster);
        out.putShort((short) Cluster.SMART_ENERGY_PROFILE).put(ENDPOINT).put((byte) counter);
        out.put(zcl.toArray());
        return Octets.of(out.array());
    }
}
