package org.meterport.han.remote;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.meterport.han.sep.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection: a thread that reads, one that writes, and an end that is told once. */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Socket socket;
    private final LinkedBlockingQueue<Frame> outgoing = new LinkedBlockingQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Runnable atEnd;

    Link(Socket socket, Runnable atEnd) {
        this.socket = socket;
        this.atEnd = atEnd;
    }

    void start(String name, Consumer<Frame> receiver) {
        daemon(name + "-reader", () -> read(receiver));
        daemon(name + "-writer", this::write);
    }

    void send(Frame frame) {
        outgoing.add(frame);
    }

    boolean isOpen() {
        return !ended.get();
    }

    @Override
    public void close() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing a connection failed: {}", e.toString());
        }
        outgoing.add(new Frame(Frame.Kind.DEFECT, 0, Octets.NONE));
        atEnd.run();
    }

    private void read(Consumer<Frame> receiver) {
        try (var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            while (isOpen()) {
                receiver.accept(Frame.read(in));
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the connection ended: {}", e.toString());
        } finally {
            close();
        }
    }

    /** Flushes when there is nothing more to say for the moment. */
    private void write() {
        try (var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
            while (isOpen()) {
                outgoing.take().write(out);
                if (outgoing.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("the connection ended: {}", e.toString());
        } finally {
            close();
        }
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
