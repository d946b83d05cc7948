package org.meterport.hub.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP link to a port of this machine whose connections can be cut, all at once and in the middle of a byte. */
final class CuttableLink implements AutoCloseable {

    private final ServerSocket door;
    private final int farPort;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

    CuttableLink(int farPort) {
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        this.farPort = farPort;
        daemon(this::serve);
    }

    /** Where to connect to. */
    int port() {
        return door.getLocalPort();
    }

    /** Those who come afterwards are let through again. */
    void cut() {
        ends.forEach(CuttableLink::close);
        ends.clear();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                join(door.accept());
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void join(Socket near) {
        var far = new Socket();
        ends.add(near);
        ends.add(far);
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), farPort));
            daemon(() -> pass(near, far));
            daemon(() -> pass(far, near));
        } catch (IOException nobodyThere) {
            close(near);
            close(far);
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException wasCut) {
            // the other direction is cut below
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // it is what was wanted
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "cuttable-link");
        thread.setDaemon(true);
        thread.start();
    }
}
