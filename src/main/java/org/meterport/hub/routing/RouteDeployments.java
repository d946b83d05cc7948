package org.meterport.hub.routing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which flow files run, in which version, and what is wrong with the others: for health, metrics and operators.
 *
 * <p>Safe for any number of threads; written by the deployer only.
 */
public final class RouteDeployments {

    /** Where a file stands. */
    public enum State {
        /** Runs as the file says. */
        RUNNING,
        /** An older version runs; the file's present text was refused. */
        EDIT_REFUSED,
        /** The file is gone, but others need what it said, so it goes on. */
        REMOVAL_REFUSED,
        /** Nothing of it runs, and never did in this process. */
        QUARANTINED
    }

    /**
     * One file.
     *
     * @param file path below the routes folder, with forward slashes
     * @param version counts from 1 at the start of this process; 0 when nothing of it runs
     * @param sha256 of the text that runs, hexadecimal; empty when nothing of it runs
     * @param deployedAt when the running version began; null when nothing of it runs
     * @param findings why the file's present text does not run; empty when it does
     */
    public record Deployment(
            String file,
            State state,
            int version,
            String sha256,
            @Nullable Instant deployedAt,
            List<RouteFinding> findings) {

        public Deployment {
            findings = List.copyOf(findings);
        }
    }

    private final Map<String, Deployment> byFile = new TreeMap<>();
    private final Map<String, String> unbound = new TreeMap<>();
    private final AtomicLong deployed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** Notes where a file stands now. */
    public synchronized void put(Deployment deployment) {
        byFile.put(deployment.file(), deployment);
    }

    /** Forgets a file that is gone with its flow. */
    public synchronized void remove(String file) {
        byFile.remove(file);
    }

    /** All files, by path. */
    public synchronized List<Deployment> all() {
        return List.copyOf(byFile.values());
    }

    /** The files in this state, by path. */
    public synchronized List<Deployment> in(State state) {
        return byFile.values().stream().filter(d -> d.state() == state).toList();
    }

    /** Replaces the list of the contract's operations that no flow answers, each with the file of its API. */
    public synchronized void unbound(Map<String, String> operations) {
        unbound.clear();
        unbound.putAll(operations);
    }

    /** Operations of a contract that no flow answers: their callers are told to come back later. */
    public synchronized Map<String, String> unbound() {
        return Map.copyOf(unbound);
    }

    /** Counts one file brought into service. */
    public void countDeployed() {
        deployed.incrementAndGet();
    }

    /** Counts one text that was refused. */
    public void countRefused() {
        refused.incrementAndGet();
    }

    /** Files brought into service since the start, each version counted. */
    public long deployed() {
        return deployed.get();
    }

    /** Texts refused since the start. */
    public long refused() {
        return refused.get();
    }
}
