package org.meterport.han.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Operation;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Eui64;

/** Every accepted message, by the names others know it by. */
final class Works {
    private final Map<Token, Work> byToken = new LinkedHashMap<>();
    private final Map<Long, Work> byNumber = new HashMap<>();
    private final Map<String, Work> byKey = new HashMap<>();
    private final Map<Subject, List<Work>> bySubject = new HashMap<>();

    /** What a device's answer names. */
    private record Subject(Esiid esiid, Operation operation, long sepId) {}

    void add(Work work) {
        byToken.put(work.token(), work);
        byNumber.put(work.number(), work);
        byKey.put(work.key(), work);
        bySubject
                .computeIfAbsent(
                        new Subject(work.target().esiid(), work.operation(), work.sepId()),
                        subject -> new ArrayList<>())
                .add(work);
    }

    Collection<Work> all() {
        return byToken.values();
    }

    @Nullable
    Work byToken(Token token) {
        return byToken.get(token);
    }

    @Nullable
    Work byNumber(long number) {
        return byNumber.get(number);
    }

    @Nullable
    Work byKey(String key) {
        return byKey.get(key);
    }

    List<Work> about(Esiid esiid, Operation operation, long sepId) {
        return bySubject.getOrDefault(new Subject(esiid, operation, sepId), List.of());
    }

    /** The message a device speaks of: one that was for this device alone rather than one for the whole home. */
    Optional<Work> heardBy(Eui64 device, Esiid esiid, Operation operation, long sepId) {
        var works = about(esiid, operation, sepId);
        return works.stream()
                .filter(work -> work.target().device().filter(device::equals).isPresent())
                .findFirst()
                .or(() -> works.stream()
                        .filter(work -> work.target().device().isEmpty())
                        .findFirst());
    }
}
