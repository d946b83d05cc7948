package org.meterport.hub.routing.adapter;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.routing.RouteDeployments;
import org.meterport.hub.routing.RouteDeployments.Deployment;
import org.meterport.hub.routing.RouteDeployments.State;
import org.meterport.hub.routing.RouteFinding;
import org.meterport.hub.routing.RouteFinding.Rule;
import org.meterport.hub.routing.adapter.RouteDocument.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the running flows equal to the files of the routes folder, as far as those are good.
 *
 * <p>The last good text of each file is kept in memory; a change that passes the gate but does not start is undone with
 * it. A file that cannot run is told of and left alone until some file changes. Nothing is written to the folder, so any
 * number of nodes can share one.
 *
 * <p>Safe for any number of threads; one scan runs at a time.
 */
public final class RouteDeployer {

    private static final Logger LOG = LoggerFactory.getLogger("meterport.routes");

    private final RouteFolder folder;
    private final RouteGate gate;
    private final RunningFlows flows;
    private final RouteDeployments deployments;
    private final InstantSource clock;
    private final Map<String, Running> running = new TreeMap<>();
    private final Map<String, String> refusedTexts = new TreeMap<>();
    private boolean folderLost;

    private record Running(RouteDocument document, int version, Instant since) {}

    RouteDeployer(
            RouteFolder folder, RouteGate gate, RunningFlows flows, RouteDeployments deployments, InstantSource clock) {
        this.folder = folder;
        this.gate = gate;
        this.flows = flows;
        this.deployments = deployments;
        this.clock = clock;
    }

    /**
     * Looks at the folder once and brings the flows into line with it.
     *
     * @return whether a file was still being written, so that another look is due soon
     */
    public synchronized boolean rescan() {
        if (!flows.serving()) {
            return false;
        }
        RouteFolder.Scan scan;
        try {
            scan = folder.scan();
        } catch (IOException unreadable) {
            lost("cannot be read: " + unreadable);
            return true;
        }
        if (scan.texts().isEmpty() && scan.unreadable().isEmpty() && !running.isEmpty()) {
            lost("is empty");
            return true;
        }
        folderLost = false;
        align(scan);
        return !scan.unsettled().isEmpty();
    }

    private void lost(String how) {
        if (!folderLost) {
            folderLost = true;
            LOG.error("the routes folder {} {}; all flows go on as they are", folder.path(), how);
        }
    }

    private void align(RouteFolder.Scan scan) {
        Map<String, String> changed = new TreeMap<>();
        boolean news = false;
        for (Map.Entry<String, String> file : scan.texts().entrySet()) {
            String text = file.getValue();
            Running now = running.get(file.getKey());
            if (now != null && now.document().text().equals(text)) {
                refusedTexts.remove(file.getKey());
                if (!state(file.getKey(), State.RUNNING)) {
                    LOG.info("{}: back to the version that runs, {}", file.getKey(), now.version());
                    told(file.getKey(), State.RUNNING, List.of());
                }
            } else {
                changed.put(file.getKey(), text);
                news |= !text.equals(refusedTexts.get(file.getKey()));
            }
        }
        for (RouteFinding finding : scan.unreadable().values()) {
            refuse(finding.file(), "", List.of(finding));
        }
        List<String> gone =
                running.keySet().stream().filter(file -> !scan.has(file)).toList();
        forgetRefused(scan);
        if (news || !gone.stream().allMatch(file -> state(file, State.REMOVAL_REFUSED))) {
            deploy(changed, gone);
        }
    }

    /** A refused file that is gone needs no telling any more. */
    private void forgetRefused(RouteFolder.Scan scan) {
        for (Deployment deployment : deployments.in(State.QUARANTINED)) {
            if (!scan.has(deployment.file())) {
                refusedTexts.remove(deployment.file());
                deployments.remove(deployment.file());
                LOG.info("{}: the refused file is gone", deployment.file());
            }
        }
    }

    private boolean state(String file, State state) {
        return deployments.in(state).stream()
                .anyMatch(deployment -> deployment.file().equals(file));
    }

    private void deploy(Map<String, String> changed, List<String> gone) {
        List<RouteDocument> others = running.values().stream()
                .map(Running::document)
                .filter(document -> !changed.containsKey(document.file()) && !gone.contains(document.file()))
                .toList();
        RouteGate.Verdict verdict = gate.judge(changed, others);
        verdict.refused().forEach((file, findings) -> refuse(file, changed.getOrDefault(file, ""), findings));
        List<String> left = new ArrayList<>(gone);
        List<RouteDocument> passed = verdict.passed().values().stream()
                .sorted(Comparator.comparingInt(RouteDeployer::rank).thenComparing(RouteDocument::file))
                .toList();
        for (RouteDocument document : passed) {
            // a file that has moved to another folder takes its flow along
            String moved = left.stream()
                    .filter(file -> RouteDocument.name(file).equals(document.name()))
                    .findFirst()
                    .orElse(null);
            if (moved != null) {
                left.remove(moved);
            }
            if (document.kind().orElseThrow() == Kind.REST) {
                bind(gate.operations(document), document.file());
            }
            bring(document, moved == null ? document.file() : moved);
        }
        for (String refused : verdict.refused().keySet()) {
            left.stream()
                    .filter(file -> RouteDocument.name(file).equals(RouteDocument.name(refused)))
                    .toList()
                    .forEach(file -> {
                        left.remove(file);
                        keep(file, "moved to " + refused + ", which was refused");
                    });
        }
        left.stream()
                .sorted(Comparator.comparingInt(file -> -rank(document(file))))
                .forEach(this::take);
        standIns();
    }

    /** What is called stands before what calls it; what lets work in comes last. */
    private static int rank(RouteDocument document) {
        return switch (document.kind().orElseThrow()) {
            case POLICY -> 0;
            case ROUTE -> "direct".equals(document.content().at("/from/uri").asText()) ? 1 : 3;
            case REST -> 2;
        };
    }

    /** Replaces what a file ran, or starts it; undone when it does not start. */
    private void bring(RouteDocument fresh, String formerFile) {
        Running former = running.get(formerFile);
        List<RouteDocument> followers = fresh.kind().orElseThrow() == Kind.POLICY
                ? RouteGate.users(
                        fresh, running.values().stream().map(Running::document).toList())
                : List.of();
        try {
            replace(former == null ? null : former.document(), fresh, followers);
        } catch (Exception | LinkageError failed) {
            RouteFinding finding = RouteTrial.finding(fresh, failed);
            if (former != null) {
                restore(fresh, former.document(), followers);
            }
            refuse(fresh.file(), fresh.text(), List.of(finding));
            if (former != null && !formerFile.equals(fresh.file())) {
                keep(formerFile, "moved to " + fresh.file() + ", which does not start");
            }
            return;
        }
        if (!formerFile.equals(fresh.file())) {
            running.remove(formerFile);
            deployments.remove(formerFile);
        }
        int version = former == null ? 1 : former.version() + 1;
        running.put(fresh.file(), new Running(fresh, version, clock.instant()));
        refusedTexts.remove(fresh.file());
        deployments.countDeployed();
        told(fresh.file(), State.RUNNING, List.of());
        LOG.info(
                "{} deployed, version {}, sha256 {}{}",
                fresh.file(),
                version,
                fresh.sha256().substring(0, 12),
                followers.isEmpty() ? "" : "; " + followers.size() + " flows that follow it were started anew");
    }

    private void replace(@Nullable RouteDocument former, RouteDocument fresh, Collection<RouteDocument> followers)
            throws Exception {
        for (RouteDocument follower : followers) {
            flows.stop(follower);
        }
        if (former != null) {
            flows.stop(former);
        }
        flows.start(fresh);
        for (RouteDocument follower : followers) {
            flows.start(follower);
        }
    }

    private void restore(RouteDocument fresh, RouteDocument former, Collection<RouteDocument> followers) {
        try {
            for (RouteDocument follower : followers) {
                flows.stop(follower);
            }
            flows.stop(fresh);
            flows.start(former);
            for (RouteDocument follower : followers) {
                flows.start(follower);
            }
        } catch (Exception | LinkageError failed) {
            LOG.error("{}: the former version did not start again either", former.file(), failed);
            running.remove(former.file());
        }
    }

    private void take(String file) {
        RouteDocument document = document(file);
        String needed = neededBy(document);
        if (needed != null) {
            keep(file, "the file is gone, but " + needed);
            return;
        }
        try {
            flows.stop(document);
            running.remove(file);
            refusedTexts.remove(file);
            deployments.remove(file);
            LOG.info("{} removed, its flow has ended", file);
        } catch (Exception failed) {
            LOG.error("{}: its flow could not be ended", file, failed);
        }
    }

    private void keep(String file, String because) {
        RouteFinding finding =
                new RouteFinding(Rule.CONTRACT, file, 0, 0, RouteDocument.name(file), because + "; its flow goes on");
        if (!state(file, State.REMOVAL_REFUSED)) {
            LOG.warn("{}", finding);
        }
        told(file, State.REMOVAL_REFUSED, List.of(finding));
    }

    /** Who needs a flow or policy whose file is gone; null when nobody does. */
    private @Nullable String neededBy(RouteDocument document) {
        for (Running other : running.values()) {
            RouteDocument user = other.document();
            if (user.file().equals(document.file())) {
                continue;
            }
            if (document.kind().orElseThrow() == Kind.POLICY) {
                if (user.policy().filter(document.name()::equals).isPresent()) {
                    return user.file() + " follows it";
                }
            } else if (user.kind().orElseThrow() == Kind.REST
                    && gate.operations(user).contains(document.name())) {
                return "the contract of " + user.file() + " needs it";
            } else if (user.calls(document.name())) {
                return user.file() + " calls it";
            }
        }
        return null;
    }

    private void refuse(String file, String text, List<RouteFinding> findings) {
        boolean news = !text.equals(refusedTexts.put(file, text));
        boolean said = deployments.all().stream()
                .anyMatch(d -> d.file().equals(file) && d.findings().equals(findings));
        told(file, State.EDIT_REFUSED, findings);
        if (news || !said) {
            deployments.countRefused();
            Running now = running.get(file);
            LOG.error(
                    "{} refused, {}: {}",
                    file,
                    now == null ? "it does not run" : "version " + now.version() + " goes on",
                    findings.stream()
                            .map(RouteFinding::toString)
                            .reduce((a, b) -> a + " | " + b)
                            .orElse(""));
        }
    }

    private void told(String file, State whenItRuns, List<RouteFinding> findings) {
        Running now = running.get(file);
        deployments.put(
                now == null
                        ? new Deployment(file, State.QUARANTINED, 0, "", null, findings)
                        : new Deployment(
                                file, whenItRuns, now.version(), now.document().sha256(), now.since(), findings));
    }

    /** Every operation of every API that runs is answered, by its flow or by a stand-in. */
    private void standIns() {
        Map<String, String> unbound = new TreeMap<>();
        var needed = new TreeSet<String>();
        for (Running now : running.values()) {
            if (now.document().kind().orElseThrow() == Kind.REST) {
                needed.addAll(gate.operations(now.document()));
                unbound.putAll(
                        bind(gate.operations(now.document()), now.document().file()));
            }
        }
        for (String operation : flows.standIns()) {
            if (!needed.contains(operation)) {
                try {
                    flows.removeStandIn(operation);
                } catch (Exception failed) {
                    LOG.error("the stand-in for {} could not be ended", operation, failed);
                }
            }
        }
        deployments.unbound(unbound);
    }

    private Map<String, String> bind(Collection<String> operations, String api) {
        Map<String, String> unbound = new TreeMap<>();
        boolean withPolicy =
                running.values().stream().anyMatch(now -> now.document().name().equals("partner-facing"));
        for (String operation : operations) {
            if (running.values().stream().noneMatch(now -> now.document().name().equals(operation))) {
                unbound.put(operation, api);
                try {
                    flows.standIn(operation, withPolicy);
                } catch (Exception failed) {
                    LOG.error("no stand-in for the operation {}", operation, failed);
                }
            }
        }
        return unbound;
    }

    private RouteDocument document(String file) {
        Running now = running.get(file);
        if (now == null) {
            throw new IllegalStateException(file + " does not run");
        }
        return now.document();
    }
}
