package org.meterport.hub.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Whether an address is one of the public internet: the hub must not be made to call what only it can reach. */
public final class PublicAddress {

    private PublicAddress() {}

    public static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            return isPublic6(bytes);
        }
        return address instanceof Inet4Address && isPublic4(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean carrier = first == 100 && second >= 64 && second < 128;
        boolean protocol = first == 192 && second == 0 && (bytes[2] == 0 || bytes[2] == 2);
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        boolean documentation =
                (first == 198 && second == 51 && bytes[2] == 100) || (first == 203 && second == 0 && bytes[2] == 113);
        return first != 0 && first < 240 && !carrier && !protocol && !benchmark && !documentation;
    }

    /** Only 2000::/3 is handed out, and in it the ways to IPv4 (6to4, Teredo) and documentation are none. */
    private static boolean isPublic6(byte[] bytes) {
        int head = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        int next = ((bytes[2] & 0xFF) << 8) | (bytes[3] & 0xFF);
        boolean special = head == 0x2002 || (head == 0x2001 && (next < 0x0200 || next == 0x0DB8));
        return head >>> 13 == 1 && !special;
    }
}
