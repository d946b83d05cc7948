package org.meterport.hub.han.adapter;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.HeadEndRate;
import org.meterport.hub.han.MeterTurns;
import org.meterport.hub.shared.Unavailable;

/** What stands before and after the head-end in the flow {@code han-hand-over}. */
public final class HanDispatch {

    private static final String CHUNK = "hanChunk";
    private static final String BATCH = "hanBatch";
    private static final String WAIT = "hanWait";
    private static final String TRIES = "hanTries";
    private static final String HAS_TURN = "hanTurn";
    private static final int MOST_TRIES = 50;
    private static final long BETWEEN_TRIES_MILLIS = 20;

    private final DispatchChunk dispatchChunk;
    private final HeadEndRate rate;
    private final MeterTurns turns;

    public HanDispatch(DispatchChunk dispatchChunk, HeadEndRate rate, MeterTurns turns) {
        this.dispatchChunk = dispatchChunk;
        this.rate = rate;
        this.turns = turns;
    }

    /** Body: the chunk's name, which stays. Sets how many milliseconds to wait for the head-end's rate. */
    public void reserve(Exchange exchange) throws InvalidPayloadException {
        Chunk chunk = Chunk.parse(exchange.getMessage().getMandatoryBody(String.class));
        exchange.setProperty(CHUNK, chunk);
        exchange.setProperty(HAS_TURN, false);
        exchange.setProperty(WAIT, rate.reserve(chunk.to() - chunk.from()).toMillis());
    }

    /**
     * Sets whether the chunk has the turn at all its meters, and how long to wait before it is asked again.
     *
     * @throws Unavailable after the fiftieth time that it has not: whoever has it waits for something itself
     */
    public void takeTurn(Exchange exchange) {
        boolean hasTurn = turns.take(exchange.getProperty(CHUNK, Chunk.class));
        int tries = exchange.getProperty(TRIES, 0, Integer.class) + 1;
        if (!hasTurn && tries >= MOST_TRIES) {
            turns.giveBack(exchange.getProperty(CHUNK, Chunk.class));
            throw new Unavailable("dispatch", "something else is on its way to the same meters", null);
        }
        exchange.setProperty(TRIES, tries);
        exchange.setProperty(WAIT, BETWEEN_TRIES_MILLIS);
        exchange.setProperty(HAS_TURN, hasTurn);
    }

    /** Body: the batch out, or nothing when nothing of the chunk may or need be sent. */
    public void prepare(Exchange exchange) {
        Chunk chunk = exchange.getProperty(CHUNK, Chunk.class);
        Optional<Batch> batch = Optional.empty();
        try {
            batch = dispatchChunk.prepare(chunk);
        } finally {
            if (batch.isEmpty()) {
                turns.giveBack(chunk);
            }
        }
        batch.ifPresent(some -> exchange.setProperty(BATCH, some));
        exchange.getMessage().setBody(batch.orElse(null));
    }

    /** Body: the head-end's answers, one a target. Without them the chunk may be on its way still, and keeps its turn. */
    @SuppressWarnings("unchecked")
    public void answered(Exchange exchange) throws InvalidPayloadException {
        Chunk chunk = exchange.getProperty(CHUNK, Chunk.class);
        dispatchChunk.answered(chunk, exchange.getProperty(BATCH, Batch.class), (List<Answer>)
                exchange.getMessage().getMandatoryBody(List.class));
        turns.giveBack(chunk);
    }
}
